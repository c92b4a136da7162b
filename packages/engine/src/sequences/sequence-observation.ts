import type { StepEvent } from './complete-sequence.ts';

/** What one event is to the sequence of a rule. */
export interface SequenceObservation {
  readonly ruleId: string;
  /** What it has in common with others; undefined where it has nothing, and so belongs to no sequence. */
  readonly key: string | undefined;
  /** Of what had begun for the key before the event, that which had most steps. */
  readonly before: readonly StepEvent[];
  /** The same with the event; when a sequence is complete, that one. */
  readonly after: readonly StepEvent[];
  /** Ids of the steps that the event fills, of whichever sequence that has begun. */
  readonly fills: readonly string[];
  readonly isComplete: boolean;
}
