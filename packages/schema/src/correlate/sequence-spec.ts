/** What events have to be to belong together. */
export interface SequenceSpec {
  /** How many steps there are; two or more. */
  readonly steps: number;
  /** From the first event to the last at most, where both have a time. */
  readonly windowNs: bigint;
  /** Whether the steps are filled one after the other, or in any order. */
  readonly order: 'sequence' | 'any';
  /**
   * Steps are decided by what earlier steps matched, too. Then every beginning is followed up by itself; without it, of
   * beginnings that can only come to the same end the earliest is enough. Not for `any`.
   */
  readonly refersBack?: boolean;
}

/** An event that fills a step, and its time where it has one. */
export interface Evidence<E> {
  readonly event: E;
  readonly timeNs: bigint | undefined;
}

/**
 * Whether the event at hand fills a step; may be asked several times for the same one.
 *
 * @param earlier what filled the steps before; empty unless the spec says `refersBack`
 */
export type StepMatch<E> = (step: number, earlier: readonly Evidence<E>[]) => boolean;

/** What a tracker holds at most. Where more comes, the oldest goes and is counted. */
export interface SequenceLimits {
  /** Keys that have anything begun. */
  readonly keys: number;
  /** Begun sequences that wait for the same step of a key; for `any`, events of a key. */
  readonly perKey: number;
  /** Both, over all trackers that share a budget. */
  readonly total: number;
  /** How long after its window a key is forgotten that nothing is heard of. */
  readonly idleNs: bigint;
}

export const defaultSequenceLimits: SequenceLimits = {
  keys: 10_000,
  perKey: 256,
  total: 100_000,
  idleNs: 3_600_000_000_000n,
};

/** The window holds only between times that are known. */
export function isWithin(windowNs: bigint, first: bigint | undefined, last: bigint | undefined): boolean {
  return first === undefined || last === undefined || last - first <= windowNs;
}
