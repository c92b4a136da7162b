import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReconciler } from './reconcile.ts';
import { createStateFolders } from './state-folders.ts';
import { createToldTracker, type ToldTracker } from './tracker.test.support.ts';

const nowhere = '/nowhere';

describe('createReconciler', () => {
  let child: ChildProcess;
  let told: ToldTracker['told'];
  let findGone: (patiently: boolean) => void;

  beforeEach(() => {
    child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const { tracker, ...rest } = createToldTracker(nowhere, () => 5);
    told = rest.told;
    tracker.meet({ id: 'c1', mntns: 1, pid: child.pid as number, startedMs: 0, wasRunning: false });
    ({ findGone } = createReconciler({
      ...{ tracker, folders: createStateFolders(nowhere), hostMntns: undefined, now: () => 5 },
    }));
  });

  afterEach(() => {
    child.kill('SIGKILL');
  });

  async function end(): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('ends a container whose first process is gone', async () => {
    findGone(false);
    expect(told).toEqual([['added', 'c1']]);
    await end();
    findGone(false);
    findGone(false);
    expect(told).toEqual([
      ['added', 'c1'],
      ['removed', 'c1', { timeMs: 5 }],
    ]);
  });

  it('leaves it to its event the first time, where events tell', async () => {
    await end();
    findGone(true);
    expect(told).toHaveLength(1);
    findGone(true);
    expect(told).toHaveLength(2);
  });
});
