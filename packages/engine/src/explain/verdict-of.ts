import { type Rule, type RuntimeEvent, ruleEventTypes } from '@rulelibrary/schema';
import { type EngineCounts, suppressionReasons } from '../engine-counts.ts';
import type { Verdict } from './explanation.ts';

/** An engine of one rule before and after one event. */
export interface Passage {
  readonly before: EngineCounts;
  readonly after: EngineCounts;
  readonly rule: Rule;
  readonly event: RuntimeEvent;
  /** The rule is for the event's context, if a binding gives it to the pod. */
  readonly isBindable: boolean;
  /** The steps of a sequence that it fills. */
  readonly fills: readonly string[];
}

/** What the event came to, by what was counted on its way. */
export function verdictOf({ before, after, rule, event, isBindable, fills }: Passage): Verdict {
  if (after.rules.rejected > 0) return 'rejected';
  if (after.rules.otherVersion > 0) return 'other_version';
  if (after.failedCalls > before.failedCalls) return 'failed_call';
  if (!ruleEventTypes(rule.spec).includes(event.eventType)) return 'event_type';
  if (after.deduplicated > before.deduplicated) return 'deduplicated';
  if (after.outOfContext > before.outOfContext) return 'other_context';
  if (after.noRules > before.noRules) return isBindable ? 'not_bound' : 'other_context';
  if (after.alerts > before.alerts) return 'alert';
  // From the last gate back: a uniqueId that fails is counted as well as the cooldown behind it.
  const reason = suppressionReasons.findLast((reason) => countOf(after, rule, reason) > countOf(before, rule, reason));
  if (reason !== undefined) return reason;
  if (after.sequences.suppressed > before.sequences.suppressed) return 'repeated';
  return fills.length > 0 ? 'incomplete' : 'no_match';
}

function countOf({ suppressed }: EngineCounts, rule: Rule, reason: (typeof suppressionReasons)[number]): number {
  return suppressed[rule.spec.id]?.[reason] ?? 0;
}
