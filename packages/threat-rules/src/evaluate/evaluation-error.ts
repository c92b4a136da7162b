import { CelError } from '@rulelibrary/cel';
import type { Condition } from '../compile/compiled-rule.ts';
import type { ThreatRule } from '../rule.ts';
import type { Occurrence } from './finding.ts';

/** A condition that could not be decided on an event: it counts as no match there. */
export interface EvaluationError extends Occurrence {
  readonly ruleId: string;
  /** Id of the step. */
  readonly step: string | undefined;
  readonly message: string;
}

export type OnEvaluationError = (error: EvaluationError) => void;

/** Whether the condition holds for the event; an error is reported and is none. */
export function holds(
  condition: Condition,
  occurrence: Occurrence,
  { rule, onError }: { readonly rule: ThreatRule; readonly onError: OnEvaluationError | undefined },
): boolean {
  try {
    return condition.evaluate(occurrence.event);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    onError?.({ ...occurrence, ruleId: rule.spec.id, step: condition.step, message: error.message });
    return false;
  }
}
