import { describe, expect, it } from 'vitest';
import { eventOf, startMs } from '../fixtures.test.support.ts';
import { createHeldEvents, defaultHeldLimits, type HeldEvent } from './held-events.ts';

const at = (atMs: number, mntns: number, comm = 'cat'): HeldEvent => ({
  event: eventOf({ mntns, comm }, atMs),
  timeMs: startMs + atMs,
});
const bytesOf = ({ event }: HeldEvent) => JSON.stringify(event).length * 2;

describe('held events', () => {
  it('are given back by namespace, in their order, once', () => {
    const held = createHeldEvents();
    for (const one of [at(0, 7, 'a'), at(1, 8, 'b'), at(2, 7, 'c')]) held.add(one);
    expect(held.namespaces()).toEqual([7, 8]);
    expect(held.take(7).map(({ event }) => event.comm)).toEqual(['a', 'c']);
    expect(held.take(7)).toEqual([]);
    expect(held.counts()).toEqual({ waiting: 1, waitingBytes: bytesOf(at(1, 8, 'b')), held: 3 });
    held.take(8);
    expect(held.counts()).toEqual({ waiting: 0, waitingBytes: 0, held: 3 });
  });

  it('wait for 2 s, by the first of their namespace', () => {
    const held = createHeldEvents();
    for (const one of [at(0, 7), at(1_500, 7), at(1_500, 8)]) held.add(one);
    expect(held.due(startMs + 1_999)).toEqual([]);
    expect(held.due(startMs + 2_000)).toEqual([7]);
    expect(held.due(startMs + 3_500)).toEqual([7, 8]);
  });

  it('do not wait longer because the clock was set back', () => {
    const held = createHeldEvents();
    held.add(at(0, 7));
    expect(held.due(startMs - 2_000)).toEqual([7]);
  });

  it('are bounded by count, the namespace with the oldest giving way', () => {
    const held = createHeldEvents({ ...defaultHeldLimits, maxEvents: 2 });
    held.add(at(0, 7));
    held.add(at(1, 8));
    expect(held.overdue()).toBeUndefined();
    held.add(at(2, 8));
    expect(held.overdue()).toBe(7);
  });

  it('are bounded by size', () => {
    const one = at(0, 7);
    const held = createHeldEvents({ ...defaultHeldLimits, maxBytes: 2 * bytesOf(one) });
    held.add(one);
    held.add(one);
    expect(held.overdue()).toBeUndefined();
    held.add(one);
    expect(held.overdue()).toBe(7);
  });

  it('tell the container that the cgroup of the first names', () => {
    const held = createHeldEvents();
    held.add({ event: eventOf({ mntns: 7, containerId: 'c1' }), timeMs: startMs });
    held.add(at(0, 8));
    expect([7, 8, 9].map((mntns) => held.containerIdOf(mntns))).toEqual(['c1', undefined, undefined]);
  });
});
