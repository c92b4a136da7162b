import type { ContainerProfile, NamedProfile, PodIdentity, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import type { Container } from '../contexts/container.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import { eventOf, ruleOf } from '../fixtures.test.support.ts';
import { createLearner } from './create-learner.ts';
import { createGivenProfiles } from './given-profiles.ts';
import { learnedEventTypes } from './learned-event-types.ts';
import type { LearnerOptions } from './learner-options.ts';
import { keyText } from './profile-key.ts';

const minute = 60_000;
const hour = 60 * minute;

function containerOf(changes: Partial<Container> = {}): Container {
  return { id: 'c1', mntns: 1, pid: 10, name: 'app', image: 'img:1', startedMs: 0, wasRunning: false, ...changes };
}

function infoOf(container: Container, pod?: PodIdentity): ContextInfo {
  const context = pod === undefined ? 'standalone' : 'kubernetes';
  return { context, workloadId: 'w', ownContexts: [], container, ...(pod && { pod }) };
}

const pod: PodIdentity = {
  namespace: 'shop',
  name: 'web-5d-x1',
  containerName: 'app',
  workload: { kind: 'Deployment', name: 'web' },
};

/** A learner, what it has saved so far by key, and a node that starts and ends containers. */
function nodeOf(options: Partial<LearnerOptions> = {}, files = new Map<string, NamedProfile>()) {
  const learner = createLearner({
    eventTypes: learnedEventTypes,
    contexts: ['kubernetes', 'standalone'],
    stored: (key) => files.get(keyText(key)),
    ...options,
  });
  const saves: NamedProfile[] = [];
  const infos = new Map<string, ContextInfo>();
  const save = () => {
    for (const { key, named } of learner.takeUnsaved()) {
      files.set(keyText(key), named);
      saves.push(named);
    }
  };
  return {
    learner,
    files,
    saves,
    start(changes: Partial<Container>, timeMs: number, ofPod: PodIdentity | 'none' = pod) {
      const container = containerOf(changes);
      const info = ofPod === 'none' ? infoOf(container) : infoOf(container, ofPod);
      infos.set(container.id, info);
      learner.containerStarted(container, info, timeMs);
    },
    end(id: string, timeMs: number, exitCode?: number) {
      learner.containerEnded(id, { timeMs, ...(exitCode !== undefined && { exitCode }) });
      save();
    },
    at(timeMs: number) {
      learner.advance(timeMs);
      save();
    },
    see(event: Partial<RuntimeEvent>, timeMs = 0, id = 'c1') {
      learner.observe(eventOf({ containerId: id, ...event }), infos.get(id) as ContextInfo, timeMs);
    },
    profile: (id = 'c1') => learner.profileOf({ containerId: id }),
    state(id = 'c1') {
      const { status, completion } = learner.profileOf({ containerId: id }) ?? {};
      return `${status} ${completion}`;
    },
  };
}

describe('states', () => {
  it('initializing, ready after the learning period, completed after the longest, each to the millisecond', () => {
    const node = nodeOf();
    node.start({}, 1_000);
    const states = [1_000, 120_999, 121_000, 86_400_999, 86_401_000].map((timeMs) => {
      node.at(timeMs);
      return node.state();
    });
    expect(states).toEqual([
      'initializing complete',
      'initializing complete',
      'ready complete',
      'ready complete',
      'completed complete',
    ]);
  });

  it('is saved first when it is ready, then with what is new, else rarely', () => {
    const node = nodeOf();
    node.start({}, 0);
    const savesAt = (timeMs: number) => {
      node.at(timeMs);
      return node.saves.length;
    };
    expect([savesAt(2 * minute - 1), savesAt(2 * minute), savesAt(4 * minute)]).toEqual([0, 1, 1]);
    node.see({ exepath: '/bin/new' });
    expect([savesAt(4 * minute), savesAt(11 * minute), savesAt(12 * minute + 1), savesAt(17 * minute)]).toEqual([
      2, 2, 2, 3,
    ]);
    expect([savesAt(24 * hour), savesAt(30 * hour)]).toEqual([4, 4]);
    expect(node.saves.map(({ profile }) => profile.status)).toEqual(['ready', 'ready', 'ready', 'completed']);
  });

  it('tells what it learned only when it is completed, and never changes what it told', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.see({ exepath: '/bin/a', args: ['a'] });
    node.at(3 * minute);
    const ready = node.profile();
    expect(ready).not.toHaveProperty('execs');
    node.at(24 * hour);
    expect(node.profile()?.execs).toEqual([{ path: '/bin/a', args: ['a'] }]);
    expect(ready?.status).toBe('ready');
    node.see({ exepath: '/bin/b' });
    expect(node.profile()?.execs).toHaveLength(1);
    expect([node.learner.isLearning('c1'), node.learner.learning()]).toEqual([false, []]);
  });

  it('says who learns', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.start({ id: 'c2', name: 'other' }, 0, 'none');
    expect([node.learner.isLearning('c1'), node.learner.isLearning('c3'), node.learner.learning()]).toEqual([
      ...[true, false, ['c1', 'c2']],
    ]);
  });

  it('running time is added up over the replacements of a workload, which begin where the one before ended', () => {
    const node = nodeOf();
    node.start({ id: 'a' }, 0);
    node.see({ exepath: '/bin/a' }, 0, 'a');
    node.end('a', 23 * hour, 137);
    node.start({ id: 'b' }, 40 * hour, { ...pod, name: 'web-5d-x2' });
    node.at(41 * hour - 1);
    expect(node.state('b')).toBe('ready complete');
    node.at(41 * hour);
    expect(node.profile('b')?.execs?.map(({ path }) => path)).toEqual(['/bin/a']);
  });

  it('of two at the same time the time counts once', () => {
    const node = nodeOf();
    node.start({ id: 'a' }, 0);
    node.start({ id: 'b' }, 0, { ...pod, name: 'web-5d-x2' });
    node.at(12 * hour);
    expect([node.state('a'), node.state('b')]).toEqual(['ready complete', 'ready complete']);
    node.end('a', 13 * hour, 0);
    node.at(24 * hour);
    expect(node.state('b')).toBe('completed complete');
  });

  it.each<[string, Partial<Container>, PodIdentity]>([
    ['another image', { image: 'img:2' }, pod],
    ['another digest of the image', { imageDigest: 'sha256:1' }, pod],
    ['another workload', {}, { ...pod, workload: { kind: 'Deployment', name: 'api' } }],
    ['another namespace', {}, { ...pod, namespace: 'bank' }],
    ['another container of the pod', {}, { ...pod, containerName: 'sidecar' }],
  ])('%s begins anew', (_, changes, ofPod) => {
    const node = nodeOf();
    node.start({}, 0);
    node.at(24 * hour);
    node.start({ id: 'c2', ...changes }, 25 * hour, ofPod);
    expect([node.state('c1'), node.state('c2')]).toEqual(['completed complete', 'initializing complete']);
  });

  it('a completed workload gives its next container the profile at once', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.at(24 * hour);
    node.end('c1', 25 * hour, 0);
    expect(node.learner.counts().profiles).toEqual({});
    node.start({ id: 'c2' }, 26 * hour);
    expect(node.state('c2')).toBe('completed complete');
  });
});

describe('jobs and crashes', () => {
  const runOf = (node: ReturnType<typeof nodeOf>, index: number, exitCode?: number, lengthMs = 3_000) => {
    node.start({ id: `r${index}` }, index * hour);
    node.see({ exepath: '/bin/job' }, index * hour, `r${index}`);
    node.end(`r${index}`, index * hour + lengthMs, exitCode);
    return node.saves.at(-1)?.profile.status;
  };

  it('a job is completed by the third run that ended by itself', () => {
    const node = nodeOf();
    expect([runOf(node, 1, 0), runOf(node, 2, 1), runOf(node, 3, 0), runOf(node, 4, 0)]).toEqual([
      ...['ready', 'ready', 'ready', 'completed'],
    ]);
    expect(node.saves.at(-1)?.profile.execs).toEqual([{ path: '/bin/job' }]);
    node.start({ id: 'again' }, 10 * hour);
    expect(node.state('again')).toBe('completed complete');
  });

  it('runs that were not seen from their start are none of the three', () => {
    const node = nodeOf();
    for (const index of [1, 2, 3]) {
      node.start({ id: `r${index}`, wasRunning: true }, index * hour);
      node.end(`r${index}`, index * hour + 3_000, 0);
    }
    expect(node.saves.at(-1)).toMatchObject({ profile: { status: 'ready' }, learning: { cleanRuns: 0 } });
  });

  it.each([[1], [undefined]])('a crash loop with exit code %s never completes', (exitCode) => {
    const node = nodeOf({ maxLearningPeriodMs: 10 * minute });
    const statuses = Array.from({ length: 300 }, (_, index) => runOf(node, index, exitCode));
    expect(new Set(statuses)).toEqual(new Set(['failed']));
    expect(node.saves.at(-1)?.learning?.runningMs).toBe(0);
  });

  it.each([
    [2 * minute - 1, 0],
    [2 * minute, 2 * minute],
  ])('the time of one that crashes after %i ms counts for %i', (lengthMs, counted) => {
    const node = nodeOf();
    runOf(node, 1, 1, lengthMs);
    expect(node.saves.at(-1)?.learning?.runningMs).toBe(counted);
  });

  it('what failed goes on with the next container', () => {
    const node = nodeOf();
    runOf(node, 1, 1);
    node.start({ id: 'r2' }, 2 * hour);
    expect(node.state('r2')).toBe('initializing complete');
    node.at(2 * hour + 2 * minute);
    expect(node.saves.at(-1)?.profile).toMatchObject({ status: 'ready', execs: [{ path: '/bin/job' }] });
  });

  it('the longest period can be shorter than the learning period', () => {
    const node = nodeOf({ maxLearningPeriodMs: 30_000 });
    node.start({}, 0);
    node.at(29_999);
    expect(node.state()).toBe('initializing complete');
    node.at(30_000);
    expect(node.state()).toBe('completed complete');
  });
});

describe('completion', () => {
  it('is partial when the container was already running, until another is seen from its start', () => {
    const node = nodeOf();
    node.start({ wasRunning: true }, 0);
    expect(node.state()).toBe('initializing partial');
    node.end('c1', hour, 0);
    node.start({ id: 'c2' }, 2 * hour);
    expect(node.state('c2')).toBe('ready complete');
  });

  it('is partial when events were lost that profiles are made of, for good', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.learner.eventsLost(['fork', 'bpf'], 1);
    expect(node.state()).toBe('initializing complete');
    node.learner.eventsLost(['open'], 2);
    expect(node.state()).toBe('initializing partial');
    node.end('c1', hour, 0);
    node.start({ id: 'c2' }, 2 * hour);
    expect(node.state('c2')).toBe('ready partial');
    expect(node.saves.at(-1)?.learning?.missed).toEqual(['events']);
  });

  it('of a completed profile does not change any more', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.at(24 * hour);
    node.learner.eventsLost(['open'], 24 * hour);
    node.start({ id: 'c2', wasRunning: true }, 25 * hour);
    expect([node.state('c1'), node.state('c2')]).toEqual(['completed complete', 'completed complete']);
  });

  it('is partial when something had no room, which is counted', () => {
    const limits = { opens: 3, execs: 3, endpoints: 3, addresses: 1, domains: 1 };
    const node = nodeOf({ limits });
    node.start({}, 0);
    for (const path of ['/a', '/b', '/c']) node.see({ eventType: 'open', path });
    node.at(3 * minute);
    expect(node.saves.at(-1)?.profile.completion).toBe('complete');
    for (const path of ['/a', '/d', '/e']) node.see({ eventType: 'open', path });
    for (const name of ['a.', 'b.']) node.see({ eventType: 'dns', name });
    node.at(24 * hour);
    expect(node.saves.at(-1)).toMatchObject({
      profile: { completion: 'partial' },
      learning: { missed: ['egressDomains', 'opens'] },
    });
    expect(node.learner.counts().dropped).toEqual({ opens: 2, egressDomains: 1 });
  });
});

describe('restart', () => {
  it('goes on where it was', () => {
    const before = nodeOf();
    before.start({}, 0);
    before.see({ exepath: '/bin/a' });
    before.at(10 * minute);
    before.see({ exepath: '/bin/b' });
    before.learner.flush();
    before.at(10 * minute + 1);

    const after = nodeOf({}, before.files);
    after.start({ wasRunning: true }, hour);
    expect(after.state()).toBe('ready partial');
    after.see({ exepath: '/bin/c' });
    after.at(hour + 24 * hour - 10 * minute - 2);
    expect(after.state()).toBe('ready partial');
    after.at(hour + 24 * hour - 10 * minute - 1);
    expect(after.profile()?.execs?.map(({ path }) => path)).toEqual(['/bin/a', '/bin/b', '/bin/c']);
  });

  it('of a completed profile changes nothing', () => {
    const before = nodeOf();
    before.start({}, 0);
    before.see({ exepath: '/bin/a', args: ['a'] });
    before.at(24 * hour);
    const told = before.profile();
    const after = nodeOf({}, before.files);
    after.start({ wasRunning: true }, 25 * hour);
    expect(after.profile()).toMatchObject({ ...told });
    expect(after.learner.isLearning('c1')).toBe(false);
    after.at(26 * hour);
    expect(after.saves).toEqual([]);
  });

  it('with fewer events covers what was observed all the time', () => {
    const before = nodeOf();
    before.start({}, 0);
    before.at(10 * minute);
    expect(Object.keys(before.profile()?.coverage ?? {}).length).toBeGreaterThan(2);
    const after = nodeOf({ eventTypes: ['exec', 'open'] }, before.files);
    after.start({}, hour);
    expect(after.profile()?.coverage).toEqual({ execs: 'all', opens: 'all' });
    after.at(2 * hour);
    const again = nodeOf({}, after.files);
    again.start({}, 3 * hour);
    expect(again.profile()?.coverage).toEqual({ execs: 'all', opens: 'all' });
  });
});

describe('what is learned', () => {
  it('is everything that profiles are made of, of this container only', () => {
    const node = nodeOf();
    node.start({}, 0);
    node.start({ id: 'c2', name: 'other' }, 0, 'none');
    const events: Partial<RuntimeEvent>[] = [
      { exepath: '/bin/a', args: ['a', '-x'] },
      { eventType: 'procfs', path: '/bin/running', args: ['running'] },
      { eventType: 'open', path: '/etc/a', flags: ['O_RDONLY'] },
      { eventType: 'syscall', syscallName: 'read' },
      { eventType: 'capabilities', capName: 'CAP_KILL' },
      { eventType: 'dns', name: 'Api.example.com.', query: true },
      { eventType: 'dns', name: 'api.example.com.', query: false, addresses: ['192.0.2.7'] },
      { eventType: 'network', dstAddr: '192.0.2.7', dstPort: 443, proto: 'TCP', pktType: 'OUTGOING' },
      { eventType: 'network', dstAddr: '10.0.0.9', dstPort: 80, proto: 'TCP', pktType: 'HOST' },
      {
        eventType: 'http',
        direction: 'inbound',
        dstIp: '10.0.0.1',
        dstPort: 80,
        request: { method: 'GET', path: '/a?b=c' },
      },
    ];
    for (const event of events) node.see(event);
    node.see({ exepath: '/bin/other' }, 0, 'c2');
    node.at(24 * hour);
    expect(node.profile()).toEqual({
      status: 'completed',
      completion: 'complete',
      coverage: expect.objectContaining({ execs: 'all', ingressDomains: 'all' }),
      name: expect.stringMatching(/^web-app-[0-9a-f]{8}$/),
      execs: [
        { path: '/bin/a', args: ['a', '-x'] },
        { path: '/bin/running', args: ['running'] },
      ],
      opens: [{ path: '/etc/a', flags: ['O_RDONLY'] }],
      syscalls: ['read'],
      capabilities: ['CAP_KILL'],
      endpoints: [{ endpoint: ':80/a', methods: ['GET'], direction: 'inbound' }],
      rulePolicies: {},
      egress: [
        {
          identifier: 'api.example.com. TCP/443',
          type: 'external',
          dnsNames: ['api.example.com.'],
          ipAddresses: ['192.0.2.7'],
          ports: [{ name: 'TCP-443', protocol: 'TCP', port: 443 }],
        },
      ],
      ingress: [
        {
          identifier: '10.0.0.9 TCP/80',
          type: 'internal',
          ipAddresses: ['10.0.0.9'],
          ports: [{ name: 'TCP-80', protocol: 'TCP', port: 80 }],
        },
      ],
    });
  });

  it.each([
    [undefined, []],
    [true, [{ path: '/dev/shm/x' }]],
  ])('is not what a signature matched, learnMatched %s', (learnMatched, execs) => {
    const node = nodeOf(learnMatched === undefined ? {} : { learnMatched });
    node.start({}, 0);
    const container = containerOf();
    const event = eventOf({ containerId: 'c1', exepath: '/dev/shm/x' });
    node.learner.observe(event, infoOf(container, pod), 0, { matchedSignature: true, triggered: ['R1010'] });
    node.at(24 * hour);
    expect(node.profile()?.execs).toEqual(execs);
  });

  it('is which commands trigger which rules', () => {
    const node = nodeOf();
    node.start({}, 0);
    for (const comm of ['ln', 'cp', 'ln']) {
      const event = eventOf({ eventType: 'symlink', containerId: 'c1', comm });
      const triggered = ['R1010', 'not an id'];
      node.learner.observe(event, infoOf(containerOf(), pod), 0, { matchedSignature: false, triggered });
    }
    node.at(24 * hour);
    expect(node.profile()?.rulePolicies).toEqual({ R1010: { processAllowed: ['cp', 'ln'] } });
  });

  it('is held in memory as far as rules read it, and saved whole', () => {
    const rule = ruleOf({ on: { exec: "ap.was_executed('c', '/a')" } });
    const node = nodeOf({ rules: [rule] });
    node.start({}, 0);
    node.see({ exepath: '/bin/a' });
    node.see({ eventType: 'open', path: '/etc/a' });
    node.at(24 * hour);
    expect(node.profile()).toMatchObject({ execs: [{ path: '/bin/a' }], coverage: { execs: 'all' } });
    expect(node.profile()).not.toHaveProperty('opens');
    expect(node.saves.at(-1)?.profile).toMatchObject({ opens: [{ path: '/etc/a' }], coverage: { opens: 'all' } });
    node.learner.retain([ruleOf({ on: { open: "ap.was_path_opened('c', '/a')" } })]);
    expect(node.profile()).toMatchObject({ opens: [{ path: '/etc/a' }], coverage: { opens: 'all' } });
    node.files.clear();
    node.learner.retain([rule]);
    expect(node.profile()?.coverage).toEqual({});
  });
});

describe('whose profiles are learned', () => {
  it.each([
    [undefined, ['kubernetes']],
    [['standalone'], ['standalone']],
    [
      ['kubernetes', 'standalone'],
      ['kubernetes', 'standalone'],
    ],
    [[], []],
  ] as const)('contexts %j: %j', (contexts, learning) => {
    const learner = createLearner({ eventTypes: learnedEventTypes, ...(contexts && { contexts }) });
    const standalone = containerOf({ id: 'standalone' });
    const kubernetes = containerOf({ id: 'kubernetes' });
    learner.containerStarted(kubernetes, infoOf(kubernetes, pod), 0);
    learner.containerStarted(standalone, infoOf(standalone), 0);
    expect(learner.learning()).toEqual(learning);
  });

  const service: ContextInfo = { context: 'host', workloadId: 'node-1', ownContexts: [], service: 'nginx.service' };

  it('services of the host, only when asked for', () => {
    for (const contexts of [['kubernetes', 'standalone'], ['host']] as const) {
      const node = nodeOf({ contexts });
      node.learner.observe(eventOf({ exepath: '/usr/sbin/nginx' }), service, 0);
      node.learner.observe(eventOf({ exepath: '/bin/other' }), { ...service, service: 'other.service' }, 0);
      node.learner.observe(
        eventOf({ exepath: '/bin/sh' }),
        { context: 'host', workloadId: 'node-1', ownContexts: [] },
        0,
      );
      node.at(24 * hour);
      const profile = node.learner.profileOf({ info: service });
      if (contexts[0] === 'kubernetes') expect(profile).toBeUndefined();
      else {
        expect(profile).toMatchObject({
          status: 'completed',
          completion: 'partial',
          execs: [{ path: '/usr/sbin/nginx' }],
        });
        expect(node.saves.map(({ workload, containerName }) => `${workload}/${containerName}`)).toEqual([
          ...['host/nginx.service', 'host/other.service'],
        ]);
      }
    }
  });

  it('so many services, and not one more', () => {
    const node = nodeOf({ contexts: ['host'] });
    for (let index = 0; index <= 500; index++) {
      node.learner.observe(eventOf(), { ...service, service: `s${index}.service` }, 0);
    }
    expect(node.learner.counts().profiles).toEqual({ initializing: 500 });
  });

  it('a container without a name is known by its image, if its id is made at random', () => {
    const { name: _, ...nameless } = containerOf({ id: 'f'.repeat(64), image: 'img:1' });
    const learner = createLearner({ eventTypes: learnedEventTypes, contexts: ['standalone'] });
    learner.containerStarted(nameless, infoOf(nameless), 0);
    learner.flush();
    expect(learner.takeUnsaved()[0]?.named).toMatchObject({ workload: 'img:1', containerName: 'img:1' });
  });

  it('as long as the label of the pod says', () => {
    const node = nodeOf();
    const labelled = (time: string): PodIdentity => ({ ...pod, labels: { 'kubescape.io/max-sniffing-time': time } });
    node.start({}, 0, labelled('30m'));
    node.start({ id: 'c2', name: 'other' }, 0, { ...labelled('forever'), containerName: 'other' });
    node.start({ id: 'c3', name: 'late' }, 0, { ...pod, containerName: 'late' });
    const late = containerOf({ id: 'c3', name: 'late' });
    node.learner.containerChanged(late, infoOf(late, { ...labelled('90s'), containerName: 'late' }), 0);
    node.at(30 * minute - 1);
    expect([node.state('c1'), node.state('c2'), node.state('c3')]).toEqual([
      ...['ready complete', 'ready complete', 'completed complete'],
    ]);
    node.at(30 * minute);
    expect([node.state('c1'), node.state('c2')]).toEqual(['completed complete', 'ready complete']);
  });

  it('one that is started anew under its id is another run', () => {
    const node = nodeOf();
    node.start({ pid: 10 }, 0);
    node.start({ pid: 20 }, hour);
    // The end of the first is told late.
    node.learner.containerEnded('c1', { timeMs: 2 * hour, exitCode: 0 }, 10);
    expect(node.learner.learning()).toEqual(['c1']);
    node.learner.containerEnded('c1', { timeMs: 3 * hour, exitCode: 0 }, 20);
    expect(node.learner.learning()).toEqual([]);
    node.at(3 * hour);
    expect(node.saves.at(-1)?.learning).toMatchObject({ runningMs: 3 * hour, cleanRuns: 1 });
  });

  it('what is known of a container later names its profile, with what it has learned until then', () => {
    const node = nodeOf();
    const container = containerOf();
    const early: PodIdentity = { namespace: 'shop', name: 'web-5d-x1', containerName: 'app' };
    node.start({}, 0, early);
    node.see({ exepath: '/bin/a' });
    node.learner.containerChanged(container, infoOf(container, pod), 5_000);
    node.see({ exepath: '/bin/b' });
    node.at(24 * hour);
    expect(node.saves).toMatchObject([
      { workload: 'web', profile: { execs: [{ path: '/bin/a' }, { path: '/bin/b' }] } },
    ]);
    node.start({ id: 'c2' }, 25 * hour, { ...pod, name: 'web-5d-x2' });
    expect(node.state('c2')).toBe('completed complete');
  });

  it('a container whose image is not known yet goes by the last completed profile of its name', () => {
    const node = nodeOf();
    node.start({ imageDigest: 'sha256:1' }, 0);
    node.see({ exepath: '/bin/a' });
    node.at(24 * hour);
    const [file] = node.saves;
    const later = nodeOf({ lastCompleted: () => file }, node.files);
    const { image: _, ...unknown } = containerOf({ id: 'c2' });
    const { image: __, ...other } = containerOf({ id: 'c3' });
    later.learner.containerStarted(unknown, infoOf(unknown, pod), 0);
    expect([later.state('c2'), later.learner.isLearning('c2')]).toEqual(['completed complete', true]);
    expect(later.profile('c2')?.execs).toEqual([{ path: '/bin/a' }]);
    later.learner.observe(eventOf({ exepath: '/bin/start' }), infoOf(unknown, pod), 0);
    const same = containerOf({ id: 'c2', imageDigest: 'sha256:1' });
    later.learner.containerChanged(same, infoOf(same, pod), 1);
    expect([later.state('c2'), later.learner.isLearning('c2')]).toEqual(['completed complete', false]);
    // Of another image it was not: it learns from its start.
    later.learner.containerStarted(other, infoOf(other, pod), 0);
    later.learner.observe(eventOf({ exepath: '/bin/start' }), infoOf(other, pod), 0);
    const changed = containerOf({ id: 'c3', imageDigest: 'sha256:2' });
    later.learner.containerChanged(changed, infoOf(changed, pod), 1);
    expect(later.state('c3')).toBe('initializing complete');
    later.at(24 * hour);
    expect(later.profile('c3')?.execs).toEqual([{ path: '/bin/start' }]);
  });

  it('200 containers that come and go leave nothing behind', () => {
    const node = nodeOf();
    for (let index = 0; index < 200; index++) {
      node.start({ id: `c${index}`, name: `n${index}` }, index * minute, 'none');
      node.see({ exepath: '/bin/a' }, index, `c${index}`);
      node.end(`c${index}`, index * minute + 1_000, 0);
    }
    expect([node.learner.counts().profiles, node.learner.learning(), node.files.size]).toEqual([{}, [], 200]);
  });
});

describe('profiles that are given', () => {
  const given = (name: string, rest: Partial<NamedProfile> = {}): NamedProfile => {
    const profile: ContainerProfile = { status: 'completed', name };
    return { namespace: 'shop', workload: name, containerName: 'app', profile, ...rest };
  };
  const labelled = { ...pod, labels: { 'kubescape.io/user-defined-profile': 'mine' } };

  it.each<[string, NamedProfile[], PodIdentity, string | undefined]>([
    ['one for the container', [given('any')], pod, 'any'],
    ['the one that its label names', [given('any'), given('mine')], labelled, 'mine'],
    ['the one that its label names, and no other', [given('any')], labelled, undefined],
    ['not one of another container', [given('mine', { containerName: 'db' })], labelled, undefined],
    ['not one of another namespace', [given('mine', { namespace: 'bank' })], labelled, undefined],
  ])('%s', (_, profiles, ofPod, name) => {
    const node = nodeOf({ given: createGivenProfiles(profiles) });
    node.start({}, 0, ofPod);
    node.see({ exepath: '/bin/a' });
    node.at(24 * hour);
    expect([node.profile()?.name, node.learner.learning(), node.saves]).toEqual([name, [], []]);
  });

  it('are asked for containers that nobody has told of', () => {
    const node = nodeOf({ given: createGivenProfiles([given('any')]) });
    const identity = { containerId: 'unknown', containerName: 'app', namespace: 'shop', podName: 'x' };
    expect(node.learner.profileOf(identity)?.name).toBe('any');
  });

  it('end the learning of a container whose pod is labelled later', () => {
    const node = nodeOf({ given: createGivenProfiles([given('mine')]) });
    node.start({}, 0, { ...pod, containerName: 'app', namespace: 'shop' });
    expect(node.profile()?.name).toBe('mine');
    const other = nodeOf({ given: createGivenProfiles([]) });
    other.start({}, 0);
    expect(other.learner.learning()).toEqual(['c1']);
    other.learner.containerChanged(containerOf(), infoOf(containerOf(), labelled), 1);
    expect([other.learner.learning(), other.profile()]).toEqual([[], undefined]);
  });
});
