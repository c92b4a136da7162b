import type { Step } from '@rulelibrary/cel';
import type { Place, ProfileStatus } from '@rulelibrary/schema';
import type { Alert } from '../alert.ts';
import type { SuppressionReason } from '../engine-counts.ts';
import type { StepEvent } from '../sequences/complete-sequence.ts';
import type { SourceContext } from '../source-context.ts';

/**
 * What became of an event at one rule: an alert, an expression that said no, or the gate that it did not pass, in the
 * order of the gates.
 */
export const verdicts = [
  'rejected',
  'disabled',
  'other_version',
  'failed_call',
  'event_type',
  'deduplicated',
  'other_context',
  'not_bound',
  'profile_missing',
  'prefilter',
  'policy',
  'eval_error',
  'no_match',
  'incomplete',
  'repeated',
  'cooldown',
  'alert',
] as const satisfies readonly (SuppressionReason | string)[];

export type Verdict = (typeof verdicts)[number];

/** An expression on the event, with everything in it. */
export interface TracedExpression {
  /** JSON pointer relative to the rule. */
  readonly pointer: string;
  readonly place: Place;
  readonly step: Step;
  /** The pieces that made it come to what it came to. */
  readonly deciding: readonly Step[];
}

/** How far a sequence has come with the event. */
export interface ExplainedSequence {
  /** What its events have in common; absent where the event has none, and so belongs to no sequence. */
  readonly key?: string;
  /** The steps that this event fills. */
  readonly fills: readonly string[];
  /** Of what has begun that which has most steps, or what is complete: which event fills which step. */
  readonly filled: readonly StepEvent[];
  /** The other steps. */
  readonly missing: readonly string[];
}

/** Why a rule did what it did on one event. */
export interface Explanation {
  readonly verdict: Verdict;
  /** Of a rule that is switched off: what it would have come to. */
  readonly otherwise?: Verdict;
  readonly context: SourceContext;
  /** The state of the container's profile; absent where there is none. */
  readonly profile?: ProfileStatus;
  /** The expressions for the event's type, whether or not they were asked. */
  readonly expressions: readonly TracedExpression[];
  /** Of a rule with a sequence whose expressions were asked. */
  readonly sequence?: ExplainedSequence;
  readonly alert?: Alert;
}
