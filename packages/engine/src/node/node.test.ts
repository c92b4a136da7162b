import type { RuntimeEvent } from '@rulelibrary/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert } from '../alert.ts';
import type { Collector, EventContexts } from '../collector/collector.ts';
import type { CollectorStats } from '../collector/collector-stats.ts';
import { enrichEvent } from '../contexts/context-fields.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from '../fixtures.test.support.ts';
import type { EventFilter } from '../push-down/event-filter.ts';
import { createEventSource } from './event-source.ts';
import { createNode, type Node } from './node.ts';
import type { NodeOptions } from './node-options.ts';
import { createPartErrors } from './part-errors.ts';

/** The border to the kernel: it says what it is told to. */
function fakeCollector() {
  let deliver: (event: RuntimeEvent) => void = () => {};
  const calls: string[] = [];
  const filters: (EventFilter | undefined)[] = [];
  const collector: Collector = {
    features: [],
    start(onEvent, { contexts, onError } = {}) {
      calls.push('start');
      contexts?.setHost(1);
      deliver = (event) => {
        try {
          onEvent(located(event, contexts));
        } catch (error) {
          onError?.(error);
        }
      };
    },
    stats: () => ({ types: { fork: none, exec: none, exit: none } }) as unknown as CollectorStats,
    setFilter: (filter) => void filters.push(filter),
    stop: () => void calls.push('stop'),
  };
  return { collector, calls, filters, deliver: (event: RuntimeEvent) => deliver(event) };
}

const none = { lost: { ring_full: 0, no_scratch: 0 } };

/** As the collector's view takes its place on. */
function located(event: RuntimeEvent, contexts: EventContexts | undefined): RuntimeEvent {
  const info = contexts?.describe(event);
  return info === undefined ? event : enrichEvent(event, info);
}

interface Opened {
  readonly node: Node;
  readonly alerts: Alert[];
  readonly calls: readonly string[];
  readonly filters: readonly (EventFilter | undefined)[];
  readonly errors: string[];
  see(changes: Partial<RuntimeEvent>, atMs?: number): void;
}

const onEverything: RuleChanges = { on: { exec: 'true', open: 'true' }, profileDependency: 2 };

function open(rules: readonly RuleChanges[], options: Partial<NodeOptions> = {}): Opened {
  const { collector, calls, filters, deliver } = fakeCollector();
  const messages: string[] = [];
  const errors = createPartErrors((part, error) => messages.push(`${part}: ${(error as Error).message}`));
  const alerts: Alert[] = [];
  const node = createNode({
    options: { rules: rules.map(ruleOf), ...options },
    errors,
    openSource: () => createEventSource({ collector, errors, hostName: 'node', podOf: options.podOf }),
  });
  node.start((alert) => alerts.push(alert));
  return {
    node,
    alerts,
    calls,
    filters,
    errors: messages,
    see: (changes, atMs = 0) => deliver(eventOf({ mntns: 1, ...changes }, atMs)),
  };
}

const namesOf = (alerts: readonly Alert[]) =>
  alerts.map(({ ruleId, sourceContext, container }) => [ruleId, sourceContext, container?.id]);
const contained = { mntns: 7, containerId: 'c1' } satisfies Partial<RuntimeEvent>;

beforeEach(() => {
  vi.useFakeTimers({ now: startMs });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a node', () => {
  it('raises alerts that say where, the host at once and a container when its time has come', () => {
    const { node, alerts, see } = open([onEverything]);
    see(contained);
    see({});
    expect(namesOf(alerts)).toEqual([['R0001', 'host', undefined]]);
    vi.advanceTimersByTime(1_900);
    expect(alerts).toHaveLength(1);
    vi.advanceTimersByTime(400);
    expect(namesOf(alerts)).toEqual([
      ['R0001', 'host', undefined],
      ['R0001', 'standalone', 'c1'],
    ]);
    expect(node.stats()).toMatchObject({
      events: 2,
      engine: { received: 2, held: 1, alerts: 2 },
      contexts: { held: 1, waiting: 0, unannounced: 1 },
      errors: {},
    });
    node.stop();
  });

  it('evaluates what is held when it stops, after what the kernel still has', () => {
    const { node, alerts, calls, see } = open([onEverything]);
    see(contained);
    node.stop();
    node.stop();
    expect(namesOf(alerts)).toEqual([['R0001', 'standalone', 'c1']]);
    expect(calls).toEqual(['start', 'stop']);
  });

  it('lets no part take the others down', () => {
    const { node, alerts, errors, see } = open([onEverything], {
      podOf: () => {
        throw new Error('no cluster');
      },
    });
    see(contained);
    vi.advanceTimersByTime(2_300);
    expect(errors).toEqual(['contexts: no cluster']);
    see({});
    expect(alerts.map(({ sourceContext }) => sourceContext)).toEqual(['standalone', 'host']);
    expect(node.stats().errors).toEqual({ contexts: 1 });
    node.stop();
  });

  it('goes on after an alert that nobody took', () => {
    const { collector, deliver } = fakeCollector();
    const errors = createPartErrors(() => {
      throw new Error('nobody to report to');
    });
    const node = createNode({
      options: { rules: [ruleOf(onEverything), ruleOf({ ...onEverything, id: 'R0002' })] },
      errors,
      openSource: () => createEventSource({ collector, errors, hostName: 'node' }),
    });
    const taken: string[] = [];
    node.start(({ ruleId }) => {
      if (ruleId === 'R0001') throw new Error('disk full');
      taken.push(ruleId);
    });
    deliver(eventOf({ mntns: 1 }));
    expect(taken).toEqual(['R0002']);
    expect(node.stats().errors).toEqual({ alerts: 1 });
    node.stop();
  });

  it('starts once', () => {
    const { node } = open([]);
    expect(() => node.start(() => {})).toThrow('Cannot start the node: it is running');
    node.stop();
    expect(() => node.start(() => {})).toThrow('Cannot start the node: it is stopped');
  });

  it.each([
    [{ hostMonitoringEnabled: false }, ['standalone']],
    [{ standaloneMonitoringEnabled: false }, ['host']],
    [{ enableRuntimeDetection: false }, ['host', 'standalone']],
  ] as const)('watches by %j', (switches, expected) => {
    const { node, alerts, see } = open([onEverything], switches);
    see({});
    see(contained);
    node.stop();
    expect(alerts.map(({ sourceContext }) => sourceContext)).toEqual(expected);
  });

  it('watches the places it is asked to, by what was said last', () => {
    const { node, alerts, see } = open([onEverything], {
      cooldownMs: 0,
      isWatched: ({ context }) => context === 'host',
    });
    see({});
    see(contained);
    vi.advanceTimersByTime(2_300);
    expect(namesOf(alerts)).toEqual([['R0001', 'host', undefined]]);
    node.update({ isWatched: ({ context }) => context !== 'host' });
    see({}, 1);
    see(contained, 2);
    expect(namesOf(alerts).slice(1)).toEqual([['R0001', 'standalone', 'c1']]);
    expect(node.stats().engine.outOfContext).toBe(2);
    node.stop();
  });

  it('skips rules that require a profile where nothing is learned, and counts it', () => {
    const { node, alerts, see } = open([{ ...onEverything, profileDependency: 0 }]);
    see({});
    see(contained);
    node.stop();
    expect(alerts).toEqual([]);
    expect(node.stats().engine.suppressed).toEqual({ R0001: { profile_missing: 2 } });
  });

  it('runs rules that require a profile where one is learned and completed, and waits until it is', () => {
    const learning = { contexts: ['standalone'], learningPeriodMs: 1_000, maxLearningPeriodMs: 5_000 } as const;
    const { node, alerts, see } = open([{ ...onEverything, profileDependency: 0 }], { learning, cooldownMs: 0 });
    see(contained);
    vi.advanceTimersByTime(4_000);
    see(contained, 4_000);
    expect(alerts).toEqual([]);
    expect(node.contexts().at(-1)?.profile).toEqual({ status: 'ready', completion: 'partial' });
    vi.advanceTimersByTime(6_000);
    expect(node.contexts().at(-1)?.profile).toEqual({ status: 'completed', completion: 'partial' });
    see(contained, 10_000);
    see({}, 10_000);
    expect(namesOf(alerts)).toEqual([['R0001', 'standalone', 'c1']]);
    node.stop();
  });

  it('lists each context with the state of its profile', () => {
    const { node, see } = open([onEverything], {
      profiles: { profileOf: ({ containerId }) => (containerId === 'c1' ? { status: 'ready' } : undefined) },
    });
    see({});
    see(contained);
    see({ mntns: 8, containerId: 'c2' });
    vi.advanceTimersByTime(2_300);
    const states = node.contexts().map(({ info, profile }) => [info.workloadId, profile]);
    expect(states).toEqual([
      ['node', undefined],
      [':c1', { status: 'ready' }],
      [':c2', undefined],
    ]);
    node.stop();
  });

  it('takes other rules and own contexts over while it runs', () => {
    const { node, alerts, see } = open([{ ...onEverything, tags: ['context:payments'] }], { podOf: () => undefined });
    see(contained);
    vi.advanceTimersByTime(2_300);
    expect(alerts).toEqual([]);
    node.update({ ownContexts: [{ name: 'payments' }] });
    see(contained, 1);
    expect(namesOf(alerts)).toEqual([['R0001', 'standalone', 'c1']]);
    node.update({ rules: [ruleOf({ ...onEverything, id: 'R0002' })] });
    see(contained, 2);
    expect(namesOf(alerts).slice(1)).toEqual([['R0002', 'standalone', 'c1']]);
    expect(node.contexts().map(({ info }) => info.ownContexts)).toEqual([[], ['payments']]);
    node.stop();
  });
});

describe('what a node tells the kernel', () => {
  const onShadow: RuleChanges = { on: { open: "event.path == '/etc/shadow'" }, tags: ['context:host'] };
  const classesOf = (filter: EventFilter | undefined) => [...(filter?.namespaces ?? [])];
  const hostOpens = (filter: EventFilter | undefined) => filter?.types.get('open')?.byClass.host;

  it('is what its rules want, once until something changes', () => {
    const { node, filters } = open([onShadow]);
    vi.advanceTimersByTime(2_000);
    expect(filters.map(classesOf)).toEqual([[[1, 'host']]]);
    node.update({ rules: [ruleOf({ on: { open: 'true' } })] });
    expect(filters.map(hostOpens)).toEqual(['conditions', 'all']);
    node.stop();
  });

  it('follows containers as they come and go, and tells them apart', () => {
    const { node, filters, see } = open([onShadow], { isWatched: ({ context }) => context === 'host' });
    see({ ...contained, pid: 50 });
    vi.advanceTimersByTime(3_000);
    expect(classesOf(filters.at(-1))).toEqual([
      [1, 'host'],
      [7, 'ignored'],
    ]);
    expect(filters.at(-1)?.holders?.get(7)).toBe('c1');
    node.update({ isWatched: () => true });
    expect(classesOf(filters.at(-1))).toContainEqual([7, 'standalone']);
    node.stop();
  });

  it('counts every container as one that may have a profile where somebody has profiles', () => {
    const { node, filters } = open([onShadow], { profiles: { profileOf: () => undefined } });
    expect(filters.map(classesOf)).toEqual([[[1, 'host-profiled']]]);
    node.stop();
  });
});
