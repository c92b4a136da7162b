import type { RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { startMs } from '../fixtures.test.support.ts';
import type { ContextInfo } from './context-info.ts';
import type { ContextTrackerOptions } from './context-tracker.ts';
import { containerOf, eventAt, hostMntns, trackerOf } from './contexts.test.support.ts';

const newNamespace = { eventType: 'unshare', unshareFlags: 0x20000 } as const;
const endOf = (atMs: number) => ({ timeMs: startMs + atMs });

describe('where an event happened', () => {
  it('is the host, in its first process’s mount namespace', () => {
    expect(trackerOf().see(eventAt(0, { mntns: hostMntns }))).toBe('node');
  });

  it('is the container whose namespace it is', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    expect(see(eventAt(0))).toBe('web:c1');
  });

  it('is the container whose cgroup it is in, in other namespaces, too', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    expect(see(eventAt(0, { mntns: 8, containerId: 'c1' }))).toBe('web:c1');
    expect(tracker.contexts()).toMatchObject([
      { info: { workloadId: 'node' }, namespaces: [hostMntns] },
      { info: { workloadId: 'web:c1' }, namespaces: [7, 8] },
    ]);
  });

  it('is never the container that was given the host’s own namespace', () => {
    const { tracker, see } = trackerOf();
    tracker.added(
      containerOf({ mntns: hostMntns, labels: { 'io.kubernetes.pod.name': 'a', 'io.kubernetes.pod.namespace': 'b' } }),
    );
    tracker.changed(containerOf({ mntns: hostMntns }));
    expect(see(eventAt(0, { mntns: hostMntns }))).toBe('node');
    const labels = { 'io.kubernetes.pod.name': 'a', 'io.kubernetes.pod.namespace': 'b' };
    tracker.added(containerOf({ labels }));
    tracker.changed(containerOf({ labels, mntns: hostMntns }));
    expect(see(eventAt(0, { mntns: hostMntns }))).toBe('node');
  });

  it('changes for all namespaces with what becomes known', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    see(eventAt(0, { mntns: 8, containerId: 'c1' }));
    tracker.changed(containerOf({ name: 'ledger' }));
    expect([see(eventAt(1)), see(eventAt(1, { mntns: 8 }))]).toEqual(['ledger:c1', 'ledger:c1']);
    tracker.changed(containerOf({ name: 'ledger', mntns: 9 }));
    expect(see(eventAt(2, { mntns: 9 }))).toBe('ledger:c1');
  });

  it('follows what the cluster learns later', () => {
    const pods = new Map<string, string>();
    const podOf = ({ id }: { readonly id: string }) => {
      const name = pods.get(id);
      return name === undefined ? undefined : { namespace: 'shop', name };
    };
    const { tracker, see } = trackerOf({ podOf });
    tracker.added(containerOf());
    pods.set('c1', 'web-0');
    expect(see(eventAt(0))).toBe('web:c1');
    tracker.refresh();
    expect(see(eventAt(0))).toBe('shop/web-0');
  });

  it('follows a change of own contexts', () => {
    const { tracker } = trackerOf();
    tracker.added(containerOf({ labels: { app: 'web' } }));
    expect(tracker.describe(eventAt(0))?.ownContexts).toEqual([]);
    tracker.refresh([{ name: 'payments', labels: { app: 'web' } }]);
    expect(tracker.describe(eventAt(0))?.ownContexts).toEqual(['payments']);
  });
});

describe('whoever entered a namespace', () => {
  const runtime = { execMntns: hostMntns, eventType: 'open' } as const;

  it('acts for the place it comes from, until it executes something', () => {
    const { tracker, see } = trackerOf();
    tracker.setHost(hostMntns);
    tracker.added(containerOf());
    expect(see(eventAt(0, runtime))).toBe('node');
    expect(see(eventAt(1, { ...runtime, eventType: 'exec', execMntns: 7 }))).toBe('web:c1');
    expect(see(eventAt(2, { ...runtime, execMntns: 7 }))).toBe('web:c1');
    expect(see(eventAt(3, { ...runtime, execMntns: undefined }))).toBe('web:c1');
  });

  it('does not wait for a container that is not known yet', () => {
    const { tracker, see } = trackerOf();
    tracker.setHost(hostMntns);
    expect(see(eventAt(0, { ...runtime, mntns: 9, containerId: 'c9' }))).toBe('node');
  });

  it('is of its container still, when that has another namespace or it escapes', () => {
    const { tracker, see } = trackerOf();
    tracker.setHost(hostMntns);
    tracker.added(containerOf());
    see(eventAt(0, { mntns: 8, containerId: 'c1' }));
    expect(see(eventAt(1, { ...runtime, mntns: 8, execMntns: 7 }))).toBe('web:c1');
  });
});

describe('a namespace without evidence of a container', () => {
  it('belongs to the host, when a process of the host unshared', () => {
    const { see } = trackerOf();
    see(eventAt(0, { eventType: 'exec', mntns: hostMntns, pid: 50, ppid: 1 }));
    expect(see(eventAt(1, { ...newNamespace, mntns: 8, pid: 50, ppid: 1 }))).toBe('node');
    expect(see(eventAt(2, { mntns: 8, pid: 50, ppid: 1 }))).toBe('node');
  });

  it('belongs to the container, when a process of the container unshared', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    see(eventAt(0, { eventType: 'exec' }));
    expect(see(eventAt(1, { ...newNamespace, mntns: 8 }))).toBe('web:c1');
    // And so does one that is made from there.
    expect(see(eventAt(2, { eventType: 'fork', mntns: 9, pid: 72, ppid: 71 }))).toBe('web:c1');
    expect(see(eventAt(3, { eventType: 'fork', mntns: 10, pid: 73, ppid: 72 }))).toBe('web:c1');
  });

  it('belongs to the maker that is known by its parent only', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    see(eventAt(0, { eventType: 'procfs', pid: 70, ppid: 1 }));
    expect(see(eventAt(1, { eventType: 'procfs', mntns: 8, pid: 71, ppid: 70 }))).toBe('web:c1');
  });

  it('is none, of a process that has left its own: it is where it was', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    see(eventAt(0, { eventType: 'exec' }));
    const gone = { mntns: 0, containerId: 'c9' };
    expect(see(eventAt(1, { ...gone, eventType: 'procfs' }))).toBe('web:c1');
    expect(see(eventAt(2, gone))).toBe('web:c1');
    expect(see(eventAt(3, { ...gone, pid: 99, ppid: 98 }))).toBe('node');
    expect(tracker.contexts().flatMap(({ namespaces }) => namespaces)).toEqual([hostMntns, 7]);
  });

  it('belongs to the host, when nobody saw its maker', () => {
    expect(trackerOf().see(eventAt(0, { mntns: 8 }))).toBe('node');
  });

  it('is looked at again when something is executed there: its cgroup may have come later', () => {
    const { tracker, see, released } = trackerOf();
    expect(see(eventAt(0))).toBe('node');
    expect(see(eventAt(1, { eventType: 'exec', containerId: 'c1', comm: 'sh' }))).toBe('held');
    expect(see(eventAt(2, { containerId: 'c1', comm: 'cat' }))).toBe('held');
    tracker.added(containerOf());
    expect(released).toEqual(['sh web:c1', 'cat web:c1']);
  });
});

describe('a number that the kernel gives again', () => {
  it('is not the container’s that ended, for a process that started later', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    tracker.removed(containerOf(), endOf(1_000));
    expect(see(eventAt(1_001, { pid: 99, ppid: 98 }))).toBe('node');
    expect(see(eventAt(1_002, { pid: 99, ppid: 98 }))).toBe('node');
  });

  it('is the container’s that ended, for late events of its processes', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    tracker.removed(containerOf(), endOf(1_000));
    const startTime = new Date(startMs + 1_000).toISOString();
    expect(see(eventAt(5_000, { startTime }))).toBe('web:c1');
    tracker.advance(startMs + 11_000);
    expect(see(eventAt(5_000, { startTime }))).toBe('web:c1');
    tracker.advance(startMs + 11_001);
    expect(see(eventAt(5_000, { startTime }))).toBe('node');
  });

  it('is free from the end of the first process on, before anyone removes the container', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    expect(see(eventAt(1_000, { eventType: 'exit', pid: 70 }))).toBe('web:c1');
    expect(see(eventAt(1_001, { pid: 99, ppid: 98 }))).toBe('node');
    // That it is removed is told later, and says nothing new.
    tracker.removed(containerOf(), endOf(1_500));
    expect(see(eventAt(1_400, { pid: 99, ppid: 98 }))).toBe('node');
  });

  it('is the next container’s, which takes nothing over', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    tracker.removed(containerOf(), endOf(1_000));
    tracker.added(containerOf({ id: 'c2', pid: 80, name: 'db' }));
    expect(see(eventAt(1_001))).toBe('db:c2');
    tracker.advance(startMs + 20_000);
    expect(see(eventAt(20_001))).toBe('db:c2');
    expect(tracker.counts()).toMatchObject({ containers: 1, namespaces: 2 });
  });

  it('is not the container’s any more whose process left it, when another is made with it', () => {
    const { tracker, see, setNow } = trackerOf();
    tracker.added(containerOf());
    setNow(500);
    see(eventAt(400, { eventType: 'exec', mntns: hostMntns, pid: 50, ppid: 1 }));
    expect(see(eventAt(501, { ...newNamespace, mntns: 7, pid: 50, ppid: 1 }))).toBe('node');
  });

  it('stays the container’s, when its own making is told after the container', () => {
    const { tracker, see, setNow } = trackerOf();
    setNow(500);
    tracker.added(containerOf());
    expect(see(eventAt(499, { ...newNamespace, pid: 70, ppid: 50 }))).toBe('web:c1');
  });

  it('was derived from one context and is made in another', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    expect(see(eventAt(0, { mntns: 8, containerId: 'c1' }))).toBe('web:c1');
    see(eventAt(1, { eventType: 'exec', mntns: hostMntns, pid: 50, ppid: 1 }));
    expect(see(eventAt(2, { eventType: 'fork', mntns: 8, pid: 51, ppid: 50 }))).toBe('node');
  });

  it('stays the container’s, when a process of the host enters it', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    see(eventAt(1, { eventType: 'exec', mntns: hostMntns, pid: 50, ppid: 1 }));
    expect(see(eventAt(2, { eventType: 'fork', pid: 51, ppid: 50 }))).toBe('web:c1');
  });
});

describe('a container that is started again with its id', () => {
  it('is another, and the end of the first is not its own', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    tracker.added(containerOf({ mntns: 9, pid: 90, name: 'again' }));
    tracker.removed(containerOf(), endOf(2_000));
    expect(see(eventAt(3_000, { mntns: 9, pid: 91 }))).toBe('again:c1');
    expect(see(eventAt(3_000, { mntns: 7, pid: 99, ppid: 98 }))).toBe('node');
    expect(tracker.counts().containers).toBe(1);
  });

  it('is the same, when it is only told twice', () => {
    const { tracker, see } = trackerOf();
    tracker.added(containerOf());
    tracker.added(containerOf({ name: 'named' }));
    expect(see(eventAt(3_000))).toBe('named:c1');
    expect(tracker.contexts().filter(({ endedMs }) => endedMs !== undefined)).toEqual([]);
  });
});

describe('events of a container that nobody knows yet', () => {
  const first = { containerId: 'c1' };

  it('wait until it is registered, in their order, as copies that say where', () => {
    const { tracker, see, released, events } = trackerOf();
    expect(see(eventAt(0, { ...first, comm: 'sh' }))).toBe('held');
    expect(see(eventAt(1, { ...first, mntns: 8, comm: 'other' }))).toBe('held');
    expect(see(eventAt(2, { ...first, comm: 'cat' }))).toBe('held');
    expect(released).toEqual([]);
    tracker.added(containerOf({ image: 'nginx:1.27', imageDigest: 'sha256:ab', labels: { app: 'web' } }));
    expect(released).toEqual(['sh web:c1', 'cat web:c1', 'other web:c1']);
    expect(events[0]).toMatchObject({
      containerName: 'web',
      image: 'nginx:1.27',
      imageDigest: 'sha256:ab',
      labels: { app: 'web' },
      pid: 71,
    });
    expect(see(eventAt(3, { mntns: 8 }))).toBe('web:c1');
    expect(tracker.counts()).toMatchObject({ held: 3, waiting: 0, unannounced: 0, early: 0 });
  });

  it('wait for 2 s, and go with what their cgroup says', () => {
    const { tracker, see, released } = trackerOf();
    see(eventAt(0, first));
    tracker.advance(startMs + 1_999);
    expect(released).toEqual([]);
    tracker.advance(startMs + 2_000);
    expect(released).toEqual(['cat :c1']);
    expect(see(eventAt(2_001, first))).toBe(':c1');
    expect(tracker.counts()).toMatchObject({ held: 1, waiting: 0, unannounced: 1, early: 0 });
  });

  it('go as Kubernetes when the cluster knows their pod', () => {
    const { tracker, see, released } = trackerOf({ podOf: () => ({ namespace: 'shop', name: 'web-0' }) });
    see(eventAt(0, first));
    tracker.advance(startMs + 2_000);
    expect(released).toEqual(['cat shop/web-0']);
  });

  it('are followed by what is known in the end', () => {
    const { tracker, see } = trackerOf();
    see(eventAt(0, first));
    see(eventAt(0, { ...first, mntns: 8 }));
    tracker.advance(startMs + 2_000);
    tracker.added(containerOf());
    expect([see(eventAt(2_001, first)), see(eventAt(2_001, { mntns: 8 }))]).toEqual(['web:c1', 'web:c1']);
    expect(tracker.counts()).toMatchObject({ containers: 1, unannounced: 1 });
  });

  it('give way to newer ones where too many wait, and are evaluated then', () => {
    const { tracker, see, released } = trackerOf({ limits: { maxEvents: 2 } });
    see(eventAt(0, { containerId: 'c1', mntns: 7, comm: 'a' }));
    see(eventAt(1, { containerId: 'c2', mntns: 8, comm: 'b' }));
    expect(released).toEqual([]);
    see(eventAt(2, { containerId: 'c2', mntns: 8, comm: 'c' }));
    expect(released).toEqual(['a :c1']);
    expect(tracker.counts()).toMatchObject({ held: 3, waiting: 2, early: 1 });
  });

  it('are all evaluated at the end', () => {
    const { tracker, see, released } = trackerOf();
    see(eventAt(0, { containerId: 'c1', mntns: 7 }));
    see(eventAt(1, { containerId: 'c2', mntns: 8 }));
    tracker.settle();
    expect(released).toEqual(['cat :c1', 'cat :c2']);
    expect(tracker.counts().waiting).toBe(0);
  });

  it('end with the first of its pid namespace, where nobody tells', () => {
    const { tracker, see } = trackerOf();
    see(eventAt(0, first));
    tracker.settle();
    see(eventAt(10, { eventType: 'exit', pid: 70, containerPid: 1 }));
    expect(see(eventAt(11, { pid: 99, ppid: 98 }))).toBe('node');
    tracker.advance(startMs + 10_011);
    expect(tracker.counts()).toMatchObject({ containers: 0 });
  });
});

describe('who is told of containers', () => {
  function listenedTo(options: Partial<ContextTrackerOptions> = {}) {
    const told: string[] = [];
    const name = ({ workloadId }: ContextInfo) => workloadId;
    const opened = trackerOf({
      onReleased: (_event, info) => told.push(`released ${name(info)}`),
      onContainer: {
        started: (info) => told.push(`started ${name(info)}`),
        changed: (info) => told.push(`changed ${name(info)}`),
        ended: (info, { timeMs, exitCode }) => told.push(`ended ${name(info)} ${timeMs - startMs} ${exitCode}`),
      },
      ...options,
    });
    return { ...opened, told };
  }

  it('is told before its events, of each change, and of its end once', () => {
    const { tracker, see, told } = listenedTo();
    see(eventAt(0, { containerId: 'c1' }));
    tracker.added(containerOf());
    tracker.changed(containerOf({ name: 'ledger' }));
    tracker.refresh();
    tracker.refresh([{ name: 'payments' }]);
    tracker.removed(containerOf(), { timeMs: startMs + 9, exitCode: 3 });
    see(eventAt(10, { eventType: 'exit', pid: 70 }));
    tracker.changed(containerOf({ name: 'late' }));
    expect(told).toEqual([
      'started web:c1',
      'released web:c1',
      'changed ledger:c1',
      'changed ledger:c1',
      'ended ledger:c1 9 3',
    ]);
  });

  it.each([
    [{ exitCode: 0 }, 0],
    [{ exitCode: 7 }, 7],
    [{ exitCode: 0, signal: 9 }, 137],
  ])('is told how its first process ended: %j', (changes, expected) => {
    const { tracker, see, told } = listenedTo();
    tracker.added(containerOf());
    see(eventAt(10, { eventType: 'exit', pid: 70, ...changes }));
    tracker.removed(containerOf(), endOf(11));
    expect(told.at(-1)).toBe(`ended web:c1 10 ${expected}`);
    expect(told).toHaveLength(2);
  });

  it('is told of one that nobody announced, and of what it turns out to be', () => {
    const { tracker, see, told } = listenedTo();
    see(eventAt(0, { containerId: 'c1' }));
    tracker.advance(startMs + 2_000);
    tracker.added(containerOf());
    expect(told).toEqual(['started :c1', 'released :c1', 'changed web:c1']);
  });

  it('is told of the end of one that is started again', () => {
    const { tracker, told } = listenedTo();
    tracker.added(containerOf());
    tracker.added(containerOf({ mntns: 9, pid: 90, name: 'again' }));
    expect(told).toEqual(['started web:c1', 'ended web:c1 0 undefined', 'started again:c1']);
  });
});

describe('services of the host', () => {
  const serviceOf = ({ comm }: RuntimeEvent) => (comm === 'nginx' ? 'nginx.service' : undefined);
  const hosts = { mntns: hostMntns } as const;

  it('are told apart where somebody knows them, each with one context', () => {
    const { tracker } = trackerOf({ serviceOf });
    const nginx = tracker.describe(eventAt(0, { ...hosts, comm: 'nginx' }));
    expect(nginx).toEqual({ context: 'host', workloadId: 'node', ownContexts: [], service: 'nginx.service' });
    expect(tracker.describe(eventAt(1, { ...hosts, comm: 'nginx' }))).toBe(nginx);
    expect(tracker.describe(eventAt(2, { ...hosts, comm: 'cat' }))).not.toHaveProperty('service');
  });

  it('keep their rules in namespaces of their own', () => {
    const { tracker } = trackerOf({ serviceOf });
    expect(tracker.describe(eventAt(0, { mntns: 8, comm: 'nginx' }))?.service).toBe('nginx.service');
  });

  it('are none of a container', () => {
    const { tracker } = trackerOf({ serviceOf });
    tracker.added(containerOf());
    expect(tracker.describe(eventAt(0, { comm: 'nginx' }))).not.toHaveProperty('service');
  });
});

it('memory returns to where it was after 200 containers', () => {
  const { tracker, see } = trackerOf();
  for (let index = 0; index < 200; index++) {
    const [mntns, pid] = [1_000 + index, 10_000 + 10 * index];
    tracker.added(containerOf({ id: `c${index}`, mntns, pid }));
    see(eventAt(index, { mntns, pid: pid + 1, ppid: pid }));
    see(eventAt(index, { mntns: 5_000 + index, pid: pid + 2, ppid: pid, containerId: `c${index}` }));
    see(eventAt(index, { eventType: 'exit', mntns, pid, ppid: 1 }));
    tracker.removed(containerOf({ id: `c${index}`, mntns, pid }), endOf(index));
  }
  expect(tracker.counts()).toMatchObject({ containers: 200, namespaces: 401 });
  tracker.advance(startMs + 10_200);
  expect(tracker.counts()).toMatchObject({ containers: 0, namespaces: 1, waiting: 0, evicted: 0 });
});
