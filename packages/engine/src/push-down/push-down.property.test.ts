import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EventType, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { eventOf, type RuleChanges, ruleOf, startMs } from '../fixtures.test.support.ts';
import type { ContainerIdentity } from '../profile-source.ts';
import { contextOf } from '../source-context.ts';
import { admits } from './admits.ts';
import { type FilterClass, filterClasses, filterClassOf } from './filter-class.ts';

/** More than any type's window of deduplication: which of two equal events passes depends on what comes between them. */
const stepMs = 11_000;

type Random = (below: number) => number;

function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const oneOf = <Value>(random: Random, values: readonly Value[]): Value => values[random(values.length)] as Value;

const paths = ['/etc/shadow', '/etc/shadow-', '/etc', '/etc/a/b', '/proc/1/environ', '/run/s/token', '/Ä/x', '', '/'];
const comms = ['cat', 'ca', 'bash', 'kubectl', ''];
const addresses = ['10.0.0.1', '10.0.0.2', '::1', ''];
const ports = [0, 22, 80, 3333];
const types: readonly EventType[] = ['open', 'network', 'ssh', 'exec', 'symlink', 'syscall', 'bpf'];

const quoted = (text: string) => `'${text}'`;

/** Conditions on what events of a type have, most of which can be pushed down. */
function termOf(type: EventType, random: Random): string {
  const path = () => quoted(oneOf(random, paths));
  const terms = [
    () => `event.comm == ${quoted(oneOf(random, comms))}`,
    () => `event.comm.startsWith(${quoted(oneOf(random, comms))})`,
    () => `event.comm.lowerAscii() == ${quoted(oneOf(random, comms))}`,
    () => `event.comm != ${quoted(oneOf(random, comms))}`,
    () => 'event.pid > 2u',
  ];
  if (type === 'bpf') terms.push(() => `event.cmd == ${random(3)}u`);
  if (type === 'open') {
    terms.push(
      () => `event.path == ${path()}`,
      () => `event.path in [${path()}, ${path()}]`,
      () => `event.path.startsWith(${path()})`,
      () => `event.path.startsWith(${path()})`,
      () => `event.path.endsWith(${path()})`,
      () => `event.path.matches('^${oneOf(random, paths)}(/|$)')`,
      () => `!ap.was_path_opened(event.containerId, ${path()})`,
    );
  }
  if (type === 'network' || type === 'ssh') {
    const address = type === 'network' ? 'dstAddr' : 'dstIp';
    terms.push(
      () => `event.dstPort == ${oneOf(random, ports)}`,
      () => `event.dstPort in [${oneOf(random, ports)}, ${oneOf(random, ports)}]`,
      () => `event.${address} == ${quoted(oneOf(random, addresses))}`,
      () => `event.${address}.startsWith(${quoted(oneOf(random, addresses))})`,
    );
    if (type === 'network') terms.push(() => `event.pktType == ${quoted(oneOf(random, ['OUTGOING', 'HOST']))}`);
  }
  return oneOf(random, terms)();
}

function expressionOf(type: EventType, random: Random, depth = 2): string {
  if (depth === 0 || random(3) === 0) return termOf(type, random);
  const operands = Array.from({ length: 2 }, () => expressionOf(type, random, depth - 1));
  return random(8) === 0 ? `!(${operands[0]})` : `(${operands.join(random(2) === 0 ? ' && ' : ' || ')})`;
}

function stateOf(random: Random): RuleChanges['state'] {
  if (random(3) > 0) return undefined;
  return oneOf<RuleChanges['state']>(random, [
    { includePrefixes: ['/etc', '/proc/'] },
    { ports: [22, 3333] },
    { direction: 'outbound' },
    { includePrefixes: [], ignorePrefixes: ['/etc/a'] },
  ]);
}

const tagSets = [
  ['context:host'],
  ['context:kubernetes'],
  ['context:container'],
  ['context:standalone'],
  ['context:mine'],
  [],
];

function randomRule(random: Random, index: number): Rule {
  const type = oneOf(random, types);
  const state = stateOf(random);
  const common: RuleChanges = {
    id: `R${1000 + index}`,
    message: 'event.comm',
    uniqueId: "event.comm + '_' + event.path",
    profileDependency: oneOf(random, [0, 1, 2]),
    tags: [...oneOf(random, tagSets), ...oneOf(random, tagSets)],
    ...(state && { state }),
  };
  if (random(4) > 0) return ruleOf({ ...common, on: { [type]: expressionOf(type, random) } });
  const step = (id: string, eventType: EventType, more = '') => ({
    id,
    eventType,
    expression: `${expressionOf(eventType, random)}${more}`,
  });
  const second = random(2) === 0 ? ' && event.pid == steps.a.event.pid' : '';
  const steps = [step('a', oneOf(random, types)), step('b', type, second)];
  return ruleOf({ ...common, uniqueId: 'steps.a.event.comm', sequence: { window: '40s', by: "'all'", steps } });
}

interface Place {
  readonly mntns: number;
  readonly name: FilterClass;
  readonly fields: Partial<RuntimeEvent>;
}

const pod = { namespace: 'n', podName: 'p' };

/** The last one is unknown to the kernel, and may be any. */
const places: readonly Place[] = [
  { mntns: 1, name: 'host', fields: {} },
  { mntns: 2, name: 'standalone', fields: { containerId: 'c' } },
  { mntns: 3, name: 'standalone-profiled', fields: { containerId: 'profiled' } },
  { mntns: 4, name: 'kubernetes', fields: { ...pod, containerId: 'c' } },
  { mntns: 5, name: 'kubernetes-profiled', fields: { ...pod, containerId: 'profiled' } },
  { mntns: 6, name: 'learning', fields: { ...pod, containerId: 'learns' } },
  { mntns: 7, name: 'unknown', fields: {} },
];

const profiles = {
  profileOf: ({ containerId }: ContainerIdentity) =>
    containerId === 'profiled'
      ? ({ status: 'completed', opens: [{ path: '/etc/shadow', flags: [] }] } as const)
      : undefined,
};

function randomEvent(random: Random, atMs: number): RuntimeEvent {
  const eventType = oneOf(random, types);
  const place = oneOf(random, places);
  const { fields } = place.name === 'unknown' ? oneOf(random, places) : place;
  const direction = oneOf(random, ['OUTGOING', 'HOST']);
  const isFlow = eventType === 'network' || eventType === 'ssh';
  return eventOf(
    {
      eventType,
      mntns: place.mntns,
      pid: 1 + random(4),
      comm: `${oneOf(random, comms)}${oneOf(random, ['', '', 'x'])}`,
      ...(eventType === 'open' &&
        random(9) > 0 && { path: `${oneOf(random, paths)}${oneOf(random, ['', '', 'x', '/x'])}` }),
      ...(isFlow && random(9) > 0 && { dstPort: oneOf(random, ports) }),
      ...(eventType === 'network' && {
        dstAddr: oneOf(random, addresses),
        ...(random(4) > 0 && { pktType: direction }),
      }),
      ...(eventType === 'bpf' && random(9) > 0 && { cmd: random(3) }),
      ...(eventType === 'ssh' && { dstIp: oneOf(random, addresses) }),
      ...fields,
    },
    atMs,
  );
}

/** The alerts of all events, and of those that come through; how many of the latter there are. */
function compare(
  rules: readonly Rule[],
  events: readonly RuntimeEvent[],
  namespaces: ReadonlyMap<number, FilterClass>,
) {
  const engines = [0, 1].map(() => createEngine({ rules, profiles, cooldownMs: 1000 }));
  const [engine, other] = engines as [(typeof engines)[0], (typeof engines)[0]];
  expect(engine.problems).toEqual([]);
  const filter = { types: engine.pushDown({ learning: false }).types, namespaces };
  const sent = events.filter((event) => admits(filter, event));
  const alerts = events.flatMap((event) => engine.process(event));
  expect(sent.flatMap((event) => other.process(event))).toEqual(alerts);
  return { alerts: alerts.length, dropped: events.length - sent.length };
}

describe('what the kernel drops raises no alert', () => {
  it('of random rules and events', () => {
    const namespaces = new Map(places.slice(0, -1).map(({ mntns, name }) => [mntns, name]));
    const total = { alerts: 0, dropped: 0 };
    for (let seed = 1; seed <= 150; seed++) {
      const random = createRandom(seed);
      const rules = Array.from({ length: 1 + random(4) }, (_, index) => randomRule(random, index));
      const events = Array.from({ length: 120 }, (_, index) => randomEvent(random, index * stepMs));
      const { alerts, dropped } = compare(rules, events, namespaces);
      total.alerts += alerts;
      total.dropped += dropped;
    }
    expect(total.alerts).toBeGreaterThan(500);
    expect(total.dropped).toBeGreaterThan(5000);
  });

  it('of the library and recorded events, and such as nearly happened', async () => {
    const root = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
    const { rules } = await readRules([root('pkg/rules')]);
    const recorded = readFileSync(root('docs/samples/events.jsonl'), 'utf8').split('\n').filter(Boolean);
    const samples = recorded
      .map((line): RuntimeEvent => JSON.parse(line))
      .filter(({ eventType }) => eventType !== 'k8s-admission');
    const literals = rules.flatMap(({ spec }) =>
      [...JSON.stringify(spec.expressions).matchAll(/'(\/[^']*)'/g)].map(([, text]) => text as string),
    );
    const random = createRandom(7);
    const events = Array.from({ length: 4000 }, (_, index) => {
      const event = placed({ ...oneOf(random, samples), ...oneOf(random, places.slice(0, 5)).fields }, index);
      return mutated(event, random, literals);
    });
    const namespaces = new Map(filterClasses.map((name, index) => [index, name]));
    const { alerts, dropped } = compare(rules, events, namespaces);
    expect(alerts).toBeGreaterThan(300);
    expect(dropped).toBeGreaterThan(300);
  });
});

/** In the namespace of its class. */
function placed(event: RuntimeEvent, index: number): RuntimeEvent {
  const name = filterClassOf(contextOf(event), event.containerId === 'profiled' ? 'completed' : 'none');
  const timestamp = new Date(startMs + index * stepMs).toISOString();
  return { ...event, timestamp, mntns: filterClasses.indexOf(name) };
}

function mutated(event: RuntimeEvent, random: Random, literals: readonly string[]): RuntimeEvent {
  const changes: readonly Partial<RuntimeEvent>[] = [
    {},
    { comm: oneOf(random, [...comms, 'runc']) },
    ...(event.path === undefined
      ? []
      : [{ path: `${oneOf(random, literals)}${oneOf(random, ['', 'x', '/token', '/environ'])}` }]),
    ...(event.dstPort === undefined ? [] : [{ dstPort: oneOf(random, [...ports, 45_700]) }]),
    ...(event.dstAddr === undefined
      ? []
      : [{ dstAddr: oneOf(random, addresses), pktType: oneOf(random, ['OUTGOING', 'HOST']) }]),
  ];
  return { ...event, ...oneOf(random, changes), ...oneOf(random, changes) };
}
