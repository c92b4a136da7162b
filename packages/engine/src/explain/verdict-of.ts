import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import { type EngineCounts, suppressionReasons } from '../engine-counts.ts';
import type { Verdict } from './explanation.ts';

/** An engine of one rule before and after one event. */
export interface Passage {
  readonly before: EngineCounts;
  readonly after: EngineCounts;
  readonly rule: Rule;
  readonly event: RuntimeEvent;
}

/** What the event came to, by what was counted on its way. */
export function verdictOf({ before, after, rule, event }: Passage): Verdict {
  if (after.rules.rejected > 0) return 'rejected';
  if (after.rules.otherVersion > 0) return 'other_version';
  if (after.failedCalls > before.failedCalls) return 'failed_call';
  if (!rule.spec.expressions.ruleExpression.some(({ eventType }) => eventType === event.eventType)) return 'event_type';
  if (after.deduplicated > before.deduplicated) return 'deduplicated';
  if (after.outOfContext > before.outOfContext || after.noRules > before.noRules) return 'other_context';
  if (after.alerts > before.alerts) return 'alert';
  // From the last gate back: a uniqueId that fails is counted as well as the cooldown behind it.
  const reason = suppressionReasons.findLast((reason) => countOf(after, rule, reason) > countOf(before, rule, reason));
  return reason ?? 'no_match';
}

function countOf({ suppressed }: EngineCounts, rule: Rule, reason: (typeof suppressionReasons)[number]): number {
  return suppressed[rule.spec.id]?.[reason] ?? 0;
}
