import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mntnsOf } from './proc-process.ts';
import { resolveStarts } from './resolve-starts.ts';
import { createStateFolders } from './state-folders.ts';
import { createToldTracker, type ToldTracker } from './tracker.test.support.ts';

// No namespace has this number: so this process's own is another.
const runtimeMntns = 1;

describe('resolveStarts', () => {
  let hostRoot: string;
  let tracked: ToldTracker;
  let nowMs: number;

  beforeEach(() => {
    hostRoot = mkdtempSync(path.join(os.tmpdir(), 'rulelib-resolve-'));
    nowMs = 100;
    tracked = createToldTracker(hostRoot, () => nowMs);
  });

  afterEach(() => rmSync(hostRoot, { recursive: true }));

  function call(options: readonly string[], mntns = runtimeMntns): void {
    const args = ['runc', ...options, 'run', '--pid-file', 'pid', 'c1'];
    tracked.tracker.noteCall({ pid: 9_000_001, mntns, uid: 0, exepath: '/usr/bin/runc', cwd: '/b', args });
  }

  function put(file: string, content: string): void {
    mkdirSync(path.dirname(hostRoot + file), { recursive: true });
    writeFileSync(hostRoot + file, content);
  }

  function resolve(beforeMs = nowMs): void {
    resolveStarts(tracked.tracker, { hostRoot, folders: createStateFolders(hostRoot), beforeMs });
  }

  it('goes by the pid file', () => {
    call([]);
    resolve();
    expect(tracked.told).toEqual([]);
    put('/b/pid', `${process.pid}`);
    resolve();
    expect(tracked.tracker.known.byId('c1')).toMatchObject({
      ...{ pid: process.pid, mntns: mntnsOf('self'), bundle: '/b', wasRunning: false },
    });
    expect(tracked.tracker.starts.size).toBe(0);
  });

  it('goes by the state in the root that the runtime was called with', () => {
    call(['--root', '/states']);
    put('/states/c1/state.json', JSON.stringify({ init_process_pid: process.pid }));
    resolve();
    expect(tracked.told).toEqual([['added', 'c1']]);
  });

  it.each(['', 'x', '-1', '1e3', '0x10', '99999999999', '9000002', '1'.repeat(100)])(
    'takes no pid from: %s',
    (text) => {
      call([]);
      put('/b/pid', text);
      resolve();
      expect(tracked.told).toEqual([]);
    },
  );

  it('leaves alone what shares the namespace of the runtime, and what is left to its events', () => {
    put('/b/pid', `${process.pid}`);
    call([], mntnsOf('self'));
    resolve();
    expect(tracked.told).toEqual([]);
    tracked.tracker.starts.delete(9_000_001);
    call([]);
    resolve(nowMs - 1);
    expect(tracked.told).toEqual([]);
    resolve();
    expect(tracked.told).toHaveLength(1);
  });
});
