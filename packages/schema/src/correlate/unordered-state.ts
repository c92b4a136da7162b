import { assignSteps, type Candidate } from './assign-steps.ts';
import type { Evidence, SequenceSpec } from './sequence-spec.ts';
import type { SequenceState } from './sequence-state.ts';

/**
 * Steps in any order: a distinct event for each, those whose time is known no further apart than the window. Complete as soon
 * as there is one; of several the one that begins earliest.
 */
export function createUnorderedState<E>({ steps, windowNs }: SequenceSpec, maximum: number): SequenceState<E> {
  let held: Candidate<E>[] = [];
  let clockNs: bigint | undefined;
  let evicted = 0;

  const isOver = ({ evidence: { timeNs } }: Candidate<E>) =>
    timeNs !== undefined && clockNs !== undefined && timeNs + windowNs < clockNs;

  const hold = (candidate: Candidate<E>) => {
    held.push(candidate);
    if (held.length <= maximum) return;
    const over = held.findIndex(isOver);
    if (over < 0) evicted += 1;
    held.splice(Math.max(0, over), 1);
  };

  /** Without a time any of these is as good as the other, and no sequence takes more of them than it has steps. */
  const isNeedless = (candidate: Candidate<E>) =>
    candidate.evidence.timeNs === undefined &&
    held.filter(({ evidence, steps }) => evidence.timeNs === undefined && isSame(steps, candidate.steps)).length >=
      steps;

  return {
    take(evidence, matches) {
      const { timeNs } = evidence;
      if (timeNs !== undefined && (clockNs === undefined || timeNs > clockNs)) clockNs = timeNs;
      const candidate = { evidence, steps: range(steps).filter((step) => matches(step, [])) };
      if (candidate.steps.length === 0 || isNeedless(candidate)) return undefined;
      for (const near of windowsAround(held, timeNs, windowNs)) {
        const found = assignSteps(near, candidate, steps);
        if (found === undefined) continue;
        const inOrder = [...near, candidate].filter((one) => found.includes(one)).map((one) => one.evidence);
        held = held.filter((one) => !found.includes(one));
        return byTime(inOrder);
      }
      hold(candidate);
      return undefined;
    },
    furthest() {
      const filled: (Evidence<E> | undefined)[] = new Array(steps).fill(undefined);
      for (const candidate of held.filter((one) => !isOver(one)).toReversed()) {
        const free = candidate.steps.find((step) => filled[step] === undefined);
        if (free !== undefined) filled[free] = candidate.evidence;
      }
      return filled;
    },
    get size() {
      return held.length;
    },
    get evicted() {
      return evicted;
    },
  };
}

/** Of what is held, in its order, each set that fits in a window together with that time; none that is part of one before. */
function* windowsAround<E>(
  held: readonly Candidate<E>[],
  timeNs: bigint | undefined,
  windowNs: bigint,
): Generator<Candidate<E>[]> {
  const isNear = (ns: bigint) => timeNs === undefined || (ns >= timeNs - windowNs && ns <= timeNs + windowNs);
  const known = held.flatMap(({ evidence }) => evidence.timeNs ?? []).filter(isNear);
  const times = [...known, ...(timeNs === undefined ? [] : [timeNs])].sort(compare);
  const latest = times.at(-1);
  let reachedNs: bigint | undefined;
  for (const startNs of times) {
    const endNs = startNs + windowNs;
    // A later start only takes away, unless there is something between the ends of both windows.
    if (reachedNs !== undefined && (latest === undefined || latest <= reachedNs)) break;
    reachedNs = endNs;
    yield held.filter(
      ({ evidence: { timeNs: at } }) => at === undefined || (isNear(at) && at >= startNs && at <= endNs),
    );
  }
  if (times.length === 0) yield [...held];
}

/** An event without a time stays behind the one it came after. */
function byTime<E>(evidence: readonly Evidence<E>[]): Evidence<E>[] {
  let lastNs: bigint | undefined;
  const timed = evidence.map((one) => {
    lastNs = one.timeNs ?? lastNs;
    return { one, ns: lastNs };
  });
  return timed.sort((a, b) => compareKnown(a.ns, b.ns)).map(({ one }) => one);
}

function compareKnown(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a, b);
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
