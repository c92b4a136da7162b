import type { RuleSequence, RuntimeEvent } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { eventOf, ruleOf } from '../fixtures.test.support.ts';

const windowMs = 5;

/** An event is which steps it fits, its key and its time. */
interface Act {
  readonly fits: string;
  readonly key: string;
  readonly atMs: number;
  readonly pid: number;
}

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function actsOf(seed: number): Act[] {
  const random = createRandom(seed);
  let atMs = 0;
  return Array.from({ length: random(24) }, () => {
    atMs += random(4);
    const fits = ['a', 'b', 'c'].filter(() => random(3) === 0).join('');
    return { fits, key: ['x', 'y'][random(2)] as string, atMs, pid: 1 + random(2) };
  });
}

interface Sample {
  readonly order: 'sequence' | 'any';
  /** The last step wants the process of the first. */
  readonly refersBack: boolean;
}

function sequenceOf({ order, refersBack }: Sample): RuleSequence {
  const step = (id: string, more = '') =>
    ({ id, eventType: 'exec', expression: `event.cwd.contains('${id}')${more}` }) as const;
  const last = refersBack ? ' && event.pid == steps.a.event.pid' : '';
  return { window: `${windowMs}ms`, by: 'event.comm', order, steps: [step('a'), step('b'), step('c', last)] };
}

/** The indexes of the events on which the engine raises an alert. */
function streamed(acts: readonly Act[], sample: Sample): number[] {
  const rule = ruleOf({ sequence: sequenceOf(sample), message: "'x'", uniqueId: "'x'" });
  const engine = createEngine({ rules: [rule], cooldownMs: 0 });
  return acts.flatMap(({ fits, key, atMs, pid }, index) => {
    const event: RuntimeEvent = eventOf({ comm: key, cwd: fits, pid }, atMs);
    return engine.process(event).length > 0 ? [index] : [];
  });
}

/**
 * The same from the whole list, by the words: for each event in turn the beginnings that go on by it, each followed up on its
 * own; a sequence that is complete uses up its beginnings, and another within the window is not told.
 */
function expected(acts: readonly Act[], sample: Sample): number[] {
  return ['x', 'y']
    .flatMap((key) => {
      const own = acts.map((act, index) => ({ ...act, index })).filter((act) => act.key === key);
      return sample.order === 'any' ? anyOrder(own) : inOrder(own, sample);
    })
    .sort((a, b) => a - b);
}

type Indexed = Act & { readonly index: number };

function inOrder(acts: readonly Indexed[], { refersBack }: Sample): number[] {
  let begun: Indexed[][] = [];
  const complete: Indexed[] = [];
  for (const act of acts) {
    const goesOn = (one: readonly Indexed[]) => {
      const isNext = act.fits.includes('abc'[one.length] as string);
      return isNext && (one.length < 2 || !refersBack || one[0]?.pid === act.pid);
    };
    const next = begun.map((one) => (goesOn(one) ? [...one, act] : one));
    if (next.some((one) => one.length === 3 && act.atMs - (one[0]?.atMs ?? 0) <= windowMs)) complete.push(act);
    begun = next.filter((one) => one.length < 3);
    if (act.fits.includes('a')) begun.push([act]);
  }
  return told(complete);
}

function anyOrder(acts: readonly Indexed[]): number[] {
  let held: Indexed[] = [];
  const complete: Indexed[] = [];
  for (const act of acts) {
    if (act.fits === '') continue;
    const near = held.filter(({ atMs }) => act.atMs - atMs <= windowMs);
    // Of several the one that begins earliest, and of these the one of the earliest events.
    const triples = near.flatMap((one, at) => near.slice(at + 1).map((two) => [one, two, act]));
    const found = triples.find((triple) => fill(triple));
    if (found === undefined) held.push(act);
    else {
      complete.push(act);
      held = held.filter((one) => !found.includes(one));
    }
  }
  return told(complete);
}

function fill(acts: readonly Indexed[]): boolean {
  return ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'].some((steps) =>
    acts.every((act, at) => act.fits.includes(steps[at] as string)),
  );
}

function told(complete: readonly Indexed[]): number[] {
  let sinceMs = Number.NEGATIVE_INFINITY;
  return complete.flatMap(({ atMs, index }) => {
    if (atMs - sinceMs <= windowMs) return [];
    sinceMs = atMs;
    return [index];
  });
}

describe('a stream of events', () => {
  it.each<[string, Sample]>([
    ['in order', { order: 'sequence', refersBack: false }],
    ['in order, with a step that refers to an earlier one', { order: 'sequence', refersBack: true }],
  ])('raises what the list of them says, %s', (_, sample) => {
    let alerts = 0;
    for (let seed = 1; seed <= 250; seed++) {
      const acts = actsOf(seed);
      const found = streamed(acts, sample);
      expect([seed, found]).toEqual([seed, expected(acts, sample)]);
      alerts += found.length;
    }
    expect(alerts).toBeGreaterThan(40);
  });

  it('raises first what the list of them says, in any order', () => {
    const sample: Sample = { order: 'any', refersBack: false };
    let alerts = 0;
    for (let seed = 1; seed <= 250; seed++) {
      // Which events a sequence uses up is not said where there are several: the first of each key does not depend on it.
      const first = (found: readonly number[], acts: readonly Act[]) =>
        ['x', 'y'].map((key) => found.find((index) => acts[index]?.key === key));
      const acts = actsOf(seed);
      const found = first(streamed(acts, sample), acts);
      expect([seed, found]).toEqual([seed, first(expected(acts, sample), acts)]);
      alerts += found.filter((index) => index !== undefined).length;
    }
    expect(alerts).toBeGreaterThan(40);
  });
});
