import type { RuntimeEvent } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { eventOf, type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import { bindingOf } from './binding.test.support.ts';

/** A linear congruential generator: the same numbers each time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const contextTags = [
  [],
  ['context:kubernetes'],
  ['context:host'],
  ['context:container'],
  ['context:kubernetes', 'context:host'],
];
const comms = ['a', 'b', 'c'];

function randomRule(id: number, random: (below: number) => number): RuleChanges {
  const comm = comms[random(comms.length)];
  return {
    id: `R${String(id).padStart(4, '0')}`,
    name: `Rule ${id}`,
    enabled: random(5) > 0,
    severity: random(11),
    tags: contextTags[random(contextTags.length)] ?? [],
    on: { exec: `event.comm == '${comm}'`, ...(random(2) > 0 && { open: 'event.path.startsWith("/etc")' }) },
    ...(random(3) === 0 && { state: { ignorePrefixes: ['/etc/x'] } }),
  };
}

function randomEvent(index: number, random: (below: number) => number): RuntimeEvent {
  const places: Partial<RuntimeEvent>[] = [
    {},
    { containerId: 'c' },
    { containerId: 'd', namespace: 'shop', podName: `web-${random(3)}`, labels: { app: comms[random(3)] ?? '' } },
  ];
  const path = ['/etc/shadow', '/etc/x/y', '/usr'][random(3)] ?? '';
  const eventType = random(2) > 0 ? 'exec' : 'open';
  return eventOf(
    { ...places[random(places.length)], comm: comms[random(3)] ?? '', pid: index, eventType, path },
    index,
  );
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('random rules and events, seed %d', (seed) => {
  const random = createRandom(seed);
  const rules = Array.from({ length: 20 }, (_, id) => randomRule(id, random));
  const events = Array.from({ length: 400 }, (_, index) => randomEvent(index, random));
  const run = (bindings: readonly Binding[] | undefined) => {
    const engine = createEngine({ rules: rules.map(ruleOf), bindings });
    const alerts = events.flatMap((event) => engine.process(event));
    return { alerts: JSON.stringify(alerts), count: alerts.length, counts: engine.counts() };
  };
  const entries = rules.map(({ id = '' }) => ({ ruleID: id }));
  const unbound = run(undefined);

  it('a binding of all rules to all pods changes nothing', () => {
    expect(unbound.count).toBeGreaterThan(10);
    expect(run([bindingOf(entries)])).toEqual(unbound);
    expect(run([bindingOf(entries, { namespaceSelector: {}, podSelector: { matchLabels: {} } })])).toEqual(unbound);
    expect(run([bindingOf(entries.slice(7)), bindingOf(entries.slice(0, 12), { namespace: 'shop' })])).toEqual(unbound);
  });

  it('bindings of each to some pods raise together what one of all raises', () => {
    const halves = [
      bindingOf(entries, { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] } }),
      bindingOf(entries, { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] } }),
    ];
    expect(run(halves)).toEqual(unbound);
  });
});
