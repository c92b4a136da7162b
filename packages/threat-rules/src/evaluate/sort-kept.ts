import type { Occurrence } from './finding.ts';

/** An event that conditions hold for. */
export interface Kept extends Occurrence {
  /** Its time, or that of the event before it which has one. */
  readonly sortNs: bigint | undefined;
  readonly fulfilled: readonly { readonly rule: number; readonly steps: readonly number[] }[];
}

/** By time, then sequence, then as they came; what has no time before it comes first. */
export function sortKept(kept: readonly Kept[]): Kept[] {
  return kept.toSorted((a, b) => compareTimes(a.sortNs, b.sortNs) || compare(sequenceOf(a), sequenceOf(b)));
}

function sequenceOf({ event }: Kept): number | bigint {
  return event.sequence ?? 0;
}

function compareTimes(a: bigint | undefined, b: bigint | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a, b);
}

function compare(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
