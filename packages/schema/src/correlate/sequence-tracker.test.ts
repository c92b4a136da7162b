import { describe, expect, it } from 'vitest';
import type { SequenceSpec } from './sequence-spec.ts';
import { createSequenceTracker, type TrackerOptions } from './sequence-tracker.ts';

const ordered: SequenceSpec = { steps: 2, windowNs: 10n, order: 'sequence' };
const unordered: SequenceSpec = { ...ordered, order: 'any' };
const specs = { sequence: ordered, any: unordered };

function track(spec: SequenceSpec, options: TrackerOptions = {}) {
  const tracker = createSequenceTracker<number>(spec, options);
  const take = (key: string, step: number, timeNs?: bigint) =>
    tracker.process(key, { event: step, timeNs }, (asked) => asked === step)?.map(({ timeNs: at }) => at);
  return { tracker, take };
}

describe('what a tracker holds', () => {
  it('is nothing for keys where nothing has begun', () => {
    const { tracker, take } = track(ordered);
    take('a', 1, 0n);
    expect(tracker.counts()).toEqual({ keys: 0, held: 0, evicted: 0, expired: 0, suppressed: 0 });
    expect(tracker.isWaiting('a')).toBe(false);
    take('a', 0, 0n);
    expect(tracker.isWaiting('a')).toBe(true);
  });

  it.each<[keyof typeof specs, number, number, ...number[]]>([
    ['sequence', 2, 2, 0],
    ['sequence', 3, 2, 1],
    ['any', 2, 2, 0],
    ['any', 3, 2, 1],
  ])('is so many keys at most, the oldest go: %s, %d keys', (order, keys, held, evicted) => {
    const { tracker, take } = track(specs[order], { limits: { keys: 2 } });
    for (let key = 0; key < keys; key++) take(`k${key}`, 0, 0n);
    expect(tracker.counts()).toMatchObject({ keys: held, held, evicted });
    expect(tracker.isWaiting('k0')).toBe(evicted === 0);
  });

  it('keeps a key that was heard of since', () => {
    const { tracker, take } = track(ordered, { limits: { keys: 2 } });
    for (const key of ['a', 'b', 'a', 'c']) take(key, 0, 0n);
    expect(['a', 'b', 'c'].filter((key) => tracker.isWaiting(key))).toEqual(['a', 'c']);
  });

  it.each<[keyof typeof specs, number, number, ...number[]]>([
    ['sequence', 3, 0],
    ['sequence', 4, 1],
    ['any', 3, 0],
    ['any', 4, 1],
  ])('is so much for a key at most, the oldest goes: %s, %d beginnings', (order, count, evicted) => {
    const { tracker, take } = track(specs[order], { limits: { perKey: 3 } });
    for (let index = 0; index < count; index++) take('a', 0, BigInt(index));
    expect(tracker.counts()).toMatchObject({ held: 3, evicted });
    expect(take('a', 1, 5n)).toEqual([BigInt(evicted), 5n]);
  });

  it.each([
    [4, 4, 0],
    [5, 4, 1],
  ])('is so much at most in all trackers of a budget: %d beginnings', (count, held, evicted) => {
    const budget = { held: 0 };
    const one = track(ordered, { budget, limits: { total: 4 } });
    const other = track(unordered, { budget, limits: { total: 4 } });
    for (const key of ['a', 'b']) one.take(key, 0, 0n);
    for (let index = 2; index < count; index++) other.take(`k${index}`, 0, 0n);
    expect(budget.held).toBe(held);
    expect(one.tracker.counts().evicted + other.tracker.counts().evicted).toBe(evicted);
  });

  it('of beginnings whose window is over is the oldest, which an event without a time completes', () => {
    const { tracker, take } = track(ordered);
    for (const timeNs of [0n, 1n, 2n, 100n]) take('a', 0, timeNs);
    expect(tracker.counts()).toMatchObject({ held: 2, evicted: 0 });
    expect(take('a', 1)).toEqual([0n, undefined]);
    expect(tracker.counts()).toMatchObject({ held: 0 });
  });

  it('of beginnings that come to the same end is the earliest', () => {
    const { tracker, take } = track(ordered);
    for (const timeNs of [5n, 5n, 4n]) take('a', 0, timeNs);
    expect(tracker.counts().held).toBe(1);
    take('a', 0);
    take('a', 0);
    take('a', 0, 6n);
    expect(tracker.counts().held).toBe(2);
  });

  it('of events without a time that fit the same steps is as many as there are steps', () => {
    const { tracker, take } = track(unordered);
    for (let index = 0; index < 5; index++) take('a', 0);
    expect(tracker.counts().held).toBe(2);
  });

  it('is forgotten when nothing is heard of a key for its window and a while', () => {
    const { tracker, take } = track(ordered, { limits: { idleNs: 90n } });
    tracker.advance(0n);
    take('a', 0, 0n);
    tracker.advance(100n);
    expect(tracker.counts()).toMatchObject({ keys: 1, expired: 0 });
    tracker.advance(101n);
    expect(tracker.counts()).toEqual({ keys: 0, held: 0, evicted: 0, expired: 1, suppressed: 0 });
  });

  it('stays bounded however long it runs', () => {
    const { tracker, take } = track({ ...ordered, steps: 3 }, { limits: { keys: 50, perKey: 8, total: 200 } });
    for (let index = 0; index < 100_000; index++) {
      take(`k${(index * 7919) % 300}`, index % 2, index % 5 === 0 ? undefined : BigInt(index));
      if (index % 1000 === 0) tracker.advance(BigInt(index));
    }
    const { keys, held } = tracker.counts();
    expect(keys).toBeLessThanOrEqual(50);
    expect(held).toBeLessThanOrEqual(200);
  });
});

describe('steps that refer to earlier ones', () => {
  it('are followed up from each beginning by itself', () => {
    const tracker = createSequenceTracker<{ step: number; file: string }>({ ...ordered, steps: 3, refersBack: true });
    const take = (step: number, file: string, timeNs: bigint) => {
      const event = { step, file };
      return tracker
        .process('a', { event, timeNs }, (asked, earlier) => {
          return asked === step && earlier.every((one) => one.event.file === file);
        })
        ?.map((one) => one.timeNs);
    };
    expect([take(0, 'x', 0n), take(0, 'y', 0n), take(1, 'y', 1n), take(2, 'x', 2n)]).toEqual(Array(4).fill(undefined));
    expect(take(1, 'x', 3n)).toBeUndefined();
    expect(take(2, 'y', 4n)).toEqual([0n, 1n, 4n]);
    expect(take(2, 'x', 5n)).toBeUndefined();
    expect(tracker.counts()).toMatchObject({ held: 0, suppressed: 1 });
  });
});
