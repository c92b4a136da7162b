import type { Evidence } from './sequence-spec.ts';

/** An event, and the steps that it could fill. */
export interface Candidate<E> {
  readonly evidence: Evidence<E>;
  readonly steps: readonly number[];
}

/**
 * A distinct event for each step, with the newest among them and otherwise the earliest that do; undefined where there are
 * none. Augmenting paths (H. W. Kuhn, 1955): an event that has a step once keeps one. Cost: candidates × steps².
 */
export function assignSteps<E>(
  candidates: readonly Candidate<E>[],
  newest: Candidate<E>,
  steps: number,
): Candidate<E>[] | undefined {
  if (!coversAll([...candidates, newest], steps)) return undefined;
  const filledBy: (Candidate<E> | undefined)[] = new Array(steps).fill(undefined);
  const place = (candidate: Candidate<E>, tried: boolean[]): boolean =>
    candidate.steps.some((step) => {
      if (tried[step]) return false;
      tried[step] = true;
      const occupant = filledBy[step];
      if (occupant !== undefined && !place(occupant, tried)) return false;
      filledBy[step] = candidate;
      return true;
    });
  let filled = place(newest, []) ? 1 : 0;
  for (const candidate of candidates) {
    if (filled === steps) break;
    if (place(candidate, [])) filled += 1;
  }
  return filled === steps ? (filledBy as Candidate<E>[]) : undefined;
}

function coversAll(candidates: readonly Candidate<unknown>[], steps: number): boolean {
  const covered = new Set<number>();
  for (const candidate of candidates) {
    for (const step of candidate.steps) covered.add(step);
    if (covered.size === steps) return true;
  }
  return false;
}
