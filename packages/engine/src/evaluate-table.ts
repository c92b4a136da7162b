import type { Alert } from './alert.ts';
import { type Evaluation, evaluateAdmitted, evaluateRule, noteTriggered, type Occurrence } from './evaluate-rule.ts';
import { type EventTable, hasOwnGate, needsProfile } from './event-table.ts';

const none: readonly Alert[] = Object.freeze([]);

/**
 * The alerts of all rules of a table: those that the event cannot match are counted as evaluated, and so are those
 * that lack a profile as held back, without being looked at.
 */
export function evaluateTable(table: EventTable, occurrence: Occurrence, evaluation: Evaluation): readonly Alert[] {
  const { positions, count } = table.find(occurrence.event);
  const isMissing = lacksProfile(table, evaluation);
  if (isMissing === undefined) return evaluateEach(table, occurrence, evaluation);
  evaluation.stages.evaluated += table.plain.others + (isMissing ? 0 : table.plain.dependent);
  let alerts = none;
  for (let i = 0; i < count; i++) {
    const rule = table.rules[positions[i] as number];
    if (rule === undefined) continue;
    if (isMissing && needsProfile(rule)) {
      noteTriggered(rule, occurrence, evaluation);
      continue;
    }
    const evaluate = hasOwnGate(rule) ? evaluateRule : evaluateAdmitted;
    const alert = evaluate(rule, occurrence, evaluation);
    if (alert !== undefined) alerts = [...alerts, alert];
  }
  return alerts;
}

/**
 * Whether rules that need a completed profile are held back: that is then counted for all of them together. Undefined
 * where each rule has to ask by itself: the source of profiles throws, which is counted by rule, or it is the first
 * time, from which on the rules have their places among the counts.
 */
function lacksProfile({ dependent, isCovered }: EventTable, { scope, suppressed }: Evaluation): boolean | undefined {
  if (dependent.length === 0) return false;
  try {
    const profile = scope.completedProfile();
    // Of a profile that covers less than they all read, each has to ask what it covers.
    if (profile !== undefined) return isCovered(profile.coverage) ? false : undefined;
  } catch {
    return undefined;
  }
  return suppressed.addForAll(dependent, 'profile_missing') || undefined;
}

function evaluateEach({ rules }: EventTable, occurrence: Occurrence, evaluation: Evaluation): readonly Alert[] {
  const alerts = rules.map((rule) => evaluateRule(rule, occurrence, evaluation));
  return alerts.filter((alert) => alert !== undefined);
}
