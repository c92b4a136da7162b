import { describe, expect, it } from 'vitest';
import { findSequence } from './find-sequence.ts';
import { type Evidence, isWithin, type SequenceSpec } from './sequence-spec.ts';
import { createSequenceTracker } from './sequence-tracker.ts';

/** An event is the steps that it fits. */
type Event = readonly number[];

interface Sample {
  readonly spec: SequenceSpec;
  readonly events: readonly Evidence<Event>[];
}

/** The same numbers on every run: mulberry32. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Short windows, few times and events that fit several steps: what goes wrong goes wrong there. */
function sample(seed: number, order: SequenceSpec['order'], isSorted: boolean): Sample {
  const random = createRandom(seed);
  const steps = 2 + random(3);
  const missing = random(3);
  let timeNs = 0n;
  const events = Array.from({ length: random(14) }, (): Evidence<Event> => {
    timeNs = isSorted ? timeNs + BigInt(random(4)) : BigInt(random(20));
    const event = Array.from({ length: steps }, (_, step) => step).filter(() => random(3) === 0);
    return { event, timeNs: random(6) < missing ? undefined : timeNs };
  });
  return { spec: { steps, windowNs: BigInt(1 + random(8)), order }, events };
}

/** What the words say, tried out one by one. */
function expectedOrdered({ spec: { steps, windowNs }, events }: Sample): number[] | undefined {
  for (const [start, { event }] of events.entries()) {
    if (!event.includes(0)) continue;
    const chosen = [start];
    for (let step = 1; step < steps; step++) {
      const next = events.findIndex((one, index) => index > (chosen.at(-1) ?? 0) && one.event.includes(step));
      if (next < 0) break;
      chosen.push(next);
    }
    if (chosen.length < steps) continue;
    if (isWithin(windowNs, events[start]?.timeNs, events[chosen.at(-1) ?? 0]?.timeNs)) return chosen;
  }
  return undefined;
}

/** Position of the event with which there is, for the first time, a distinct event for each step within the window. */
function expectedLast({ spec, events }: Sample): number {
  return events.findIndex((_, last) => canFill(events.slice(0, last + 1), spec, 0, []));
}

function canFill(
  events: readonly Evidence<Event>[],
  spec: SequenceSpec,
  step: number,
  used: readonly Evidence<Event>[],
): boolean {
  if (step === spec.steps) return true;
  const fits = (one: Evidence<Event>) =>
    one.event.includes(step) &&
    !used.includes(one) &&
    used.every(
      ({ timeNs }) => isWithin(spec.windowNs, timeNs, one.timeNs) && isWithin(spec.windowNs, one.timeNs, timeNs),
    );
  return events.some((one) => fits(one) && canFill(events, spec, step + 1, [...used, one]));
}

function batch({ spec, events }: Sample): number[] | undefined {
  const found = findSequence(events, spec, (step, index) => events[index]?.event.includes(step) === true);
  return found?.map((one) => events.indexOf(one));
}

/** The first that a stream finds. */
function streamed({ spec, events }: Sample): number[] | undefined {
  const tracker = createSequenceTracker<Event>(spec);
  for (const evidence of events) {
    const found = tracker.process('key', evidence, (step) => evidence.event.includes(step));
    if (found !== undefined) return found.map((one) => events.indexOf(one));
  }
  return undefined;
}

const seeds = Array.from({ length: 4000 }, (_, index) => index + 1);

describe('the first sequence', () => {
  it('in order is what the words say, of 4,000 lists', () => {
    let found = 0;
    for (const seed of seeds) {
      const one = sample(seed, 'sequence', seed % 2 === 0);
      expect([seed, batch(one)]).toEqual([seed, expectedOrdered(one)]);
      if (expectedOrdered(one) !== undefined) found += 1;
    }
    expect(found).toBeGreaterThan(400);
    expect(found).toBeLessThan(3600);
  });

  it('in any order is complete with the same event, and fills each step once within the window', () => {
    let found = 0;
    for (const seed of seeds) {
      const one = sample(seed, 'any', seed % 2 === 0);
      const chosen = batch(one);
      expect([seed, chosen === undefined ? -1 : Math.max(...chosen)]).toEqual([seed, expectedLast(one)]);
      if (chosen === undefined) continue;
      found += 1;
      const evidence = chosen.map((index) => one.events[index] as Evidence<Event>);
      expect([seed, canFill(evidence, one.spec, 0, [])]).toEqual([seed, true]);
      const times = evidence.flatMap(({ timeNs }) => timeNs ?? []);
      expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
    }
    expect(found).toBeGreaterThan(400);
    expect(found).toBeLessThan(3600);
  });

  it('of a stream in order of time is the same', () => {
    for (const seed of seeds) {
      const one = sample(seed, 'sequence', true);
      expect([seed, streamed(one)]).toEqual([seed, batch(one)]);
    }
  });

  it('of a stream in any order of steps is the same', () => {
    for (const seed of seeds) {
      const one = sample(seed, 'any', seed % 2 === 0);
      expect([seed, streamed(one)]).toEqual([seed, batch(one)]);
    }
  });

  it('among 200,000 events that only begin takes no longer than a look at each', () => {
    const events = Array.from(
      { length: 200_000 },
      (_, index): Evidence<Event> => ({ event: [0], timeNs: BigInt(index) }),
    );
    const spec = { steps: 3, windowNs: 10n, order: 'sequence' } as const;
    expect(batch({ spec, events: [...events, { event: [1], timeNs: 200_000n }] })).toBeUndefined();
  });
});
