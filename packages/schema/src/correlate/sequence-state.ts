import type { Evidence, StepMatch } from './sequence-spec.ts';

/** What has begun for one key. */
export interface SequenceState<E> {
  /** Takes an event; gives the evidence of what it completes, each event of which is used up. */
  take(evidence: Evidence<E>, matches: StepMatch<E>): Evidence<E>[] | undefined;
  /** Of what has begun and can still be complete, that which has most steps: what fills each step. For people. */
  furthest(): readonly (Evidence<E> | undefined)[];
  /** How much is held. */
  readonly size: number;
  /** Begun sequences, or events, that had to go for want of room. */
  readonly evicted: number;
}
