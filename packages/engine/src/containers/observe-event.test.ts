import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container, ContainerEnd } from '../contexts/container.ts';
import { createContainerTracker } from './container-tracker.ts';
import { observeEvent } from './observe-event.ts';
import type { CapturedStart } from './start-watch.ts';
import { createStateFolders } from './state-folders.ts';

const [host, inside] = [100, 200];
// No process has such a number.
const [runtime, first] = [9_000_001, 9_000_002];

describe('observeEvent', () => {
  let hostRoot: string;
  let captured: CapturedStart[];
  let added: Container[];
  let removed: [string, ContainerEnd][];
  let observe: (event: Partial<RuntimeEvent>) => void;
  let tracker: ReturnType<typeof createContainerTracker>;

  beforeEach(() => {
    hostRoot = mkdtempSync(path.join(os.tmpdir(), 'rulelib-observe-'));
    [captured, added, removed] = [[], [], []];
    tracker = createContainerTracker({
      hostRoot,
      folders: createStateFolders(hostRoot),
      listener: {
        added: (container) => added.push(container),
        changed: () => {},
        removed: ({ id }, end) => removed.push([id, end]),
      },
      maxContainers: 100,
      now: () => 0,
      onAdded: () => {},
    });
    const takeStarts = (): void => {
      for (const start of captured.splice(0)) tracker.noteCall(start);
    };
    observe = (event) =>
      observeEvent({ timestamp: '2026-01-01T00:00:01Z', mntns: host, ...event } as RuntimeEvent, {
        tracker,
        hostMntns: host,
        takeStarts,
      });
  });

  afterEach(() => rmSync(hostRoot, { recursive: true }));

  const call = (id: string, pid = runtime): Partial<RuntimeEvent> => {
    const args = ['runc', 'run', '--bundle', 'b', id];
    return { eventType: 'exec', pid, exepath: '/usr/sbin/runc', args, cwd: '/home' };
  };
  const begin = (pid = first, ppid = runtime): Partial<RuntimeEvent> => {
    return { eventType: 'fork', pid, ppid, mntns: inside, containerPid: 1 };
  };

  function putConfig(args: readonly string[]): void {
    mkdirSync(path.join(hostRoot, 'home/b'), { recursive: true });
    writeFileSync(path.join(hostRoot, 'home/b/config.json'), JSON.stringify({ process: { args } }));
  }

  it('joins the call of a runtime and the process in a namespace of its own', () => {
    putConfig(['sh']);
    observe(call('c1'));
    observe({ eventType: 'fork', pid: 9_000_009, ppid: runtime, mntns: host });
    expect(added).toEqual([]);
    observe(begin());
    expect(added).toEqual([
      {
        ...{ id: 'c1', pid: first, mntns: inside, bundle: '/home/b', runtime: 'runc', command: ['sh'] },
        ...{ startedMs: Date.parse('2026-01-01T00:00:01Z'), wasRunning: false },
      },
    ]);
    expect([tracker.starts.size, tracker.counts.unreadableBundles]).toEqual([0, 0]);
  });

  it('goes by what was captured, where the bundle is gone', () => {
    observe(call('c1'));
    const config = JSON.stringify({ process: { args: ['captured'] } });
    captured.push({
      ...{ pid: runtime, mntns: host, uid: 0, cwd: '/home', config },
      exepath: 'x',
      args: ['runc', 'run', 'c1'],
    });
    observe(begin());
    expect(added[0]?.command).toEqual(['captured']);
    expect(tracker.counts).toMatchObject({ starts: 1, added: 1, unreadableBundles: 0 });
  });

  it('tells of a container whose bundle cannot be read', () => {
    observe(call('c1'));
    observe(begin());
    expect(added).toMatchObject([{ id: 'c1', bundle: '/home/b' }]);
    expect(tracker.counts.unreadableBundles).toBe(1);
  });

  it('takes no pod from a configuration of a user without root', () => {
    const annotations = { 'io.kubernetes.cri.sandbox-name': 'web', app: 'x' };
    const config = JSON.stringify({ process: { args: ['sh'] }, annotations });
    const start = {
      pid: runtime,
      mntns: host,
      cwd: '/',
      exepath: '/usr/bin/crun',
      args: ['crun', 'run', 'c1'],
      config,
    };
    captured.push({ ...start, uid: 1000 });
    observe(call('c1'));
    observe(begin());
    expect(added[0]?.labels).toEqual({ app: 'x' });
  });

  it('ends with the exit of the first process', () => {
    for (const [end, exitCode] of [
      [{ exitCode: 3 }, 3],
      [{ signal: 9 }, 137],
      [{}, 0],
    ] as const) {
      observe(call('c1'));
      observe(begin());
      observe({ eventType: 'exit', pid: 9_000_009, exitCode: 1 });
      observe({ eventType: 'exit', pid: first, timestamp: '2026-01-01T00:00:02Z', ...end });
      expect(removed.splice(0)).toEqual([['c1', { timeMs: Date.parse('2026-01-01T00:00:02Z'), exitCode }]]);
    }
    expect(tracker.known.size).toBe(0);
  });

  it('forgets the call of a runtime that ended', () => {
    observe(call('c1'));
    expect(tracker.starts.size).toBe(1);
    observe({ eventType: 'exit', pid: runtime });
    observe(begin());
    expect([tracker.starts.size, added.length]).toEqual([0, 0]);
  });

  it('tells of a container that no call was seen of, by its cgroup', () => {
    observe({ eventType: 'exec', pid: first, mntns: inside, containerId: 'c1', containerPid: 1 });
    expect(added).toMatchObject([{ id: 'c1', pid: first, mntns: inside, wasRunning: false }]);
    observe({ eventType: 'fork', pid: 9_000_003, ppid: first, mntns: 300, containerId: 'c1' });
    expect(tracker.known.byId('c1')?.otherMntns).toEqual([300]);
    expect(added).toHaveLength(1);
  });

  it('does not take the runtime in the cgroup for the container', () => {
    observe({ eventType: 'exec', pid: runtime, mntns: host, containerId: 'c1' });
    expect(added).toEqual([]);
  });

  it('does not begin a container again by what its last processes did', () => {
    observe(call('c1'));
    observe(begin());
    observe({ eventType: 'exit', pid: first, timestamp: '2026-01-01T00:00:02Z' });
    const late = { eventType: 'exec', pid: 9_000_003, mntns: inside, containerId: 'c1' } as const;
    observe({ ...late, timestamp: '2026-01-01T00:00:03.000Z' });
    expect(added).toHaveLength(1);
    observe({ ...late, timestamp: '2026-01-01T00:00:03.001Z' });
    expect(added).toHaveLength(2);
  });

  it('begins a container of the same id again: the former is over', () => {
    observe(call('c1'));
    observe(begin());
    observe(call('c1', 9_000_010));
    observe(begin(9_000_011, 9_000_010));
    expect(removed.map(([id]) => id)).toEqual(['c1']);
    expect(tracker.known.all().map(({ pid }) => pid)).toEqual([9_000_011]);
  });

  it('takes another call with the number of one whose end was lost for what it is', () => {
    putConfig(['sh']);
    observe(call('c1'));
    observe(call('c2'));
    observe(begin());
    expect(added.map(({ id }) => id)).toEqual(['c2']);
  });

  it('keeps a bounded number of calls', () => {
    for (let index = 0; index < 5000; index++) observe(call(`c${index}`, 8_000_000 + index));
    expect([tracker.starts.size, tracker.starts.forgotten]).toEqual([1024, 5000 - 1024]);
  });
});
