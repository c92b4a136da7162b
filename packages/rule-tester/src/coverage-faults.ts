import { type Rule, ruleEventTypes } from '@rulelibrary/schema';
import { eventsOfCase } from './events-of-case.ts';
import type { CaseEvents, RuleCases } from './rule-cases.ts';

/**
 * What the cases leave unshown, one sentence each: for every event type the rule reads one case that fires and one that stays
 * quiet, and for the rule one exact message and one exact uniqueId.
 */
export function coverageFaults(rule: Rule, { fires, staysQuiet }: RuleCases): readonly string[] {
  const firing = Object.values(fires);
  const quiet = Object.values(staysQuiet);
  const faults: string[] = [];
  for (const eventType of ruleEventTypes(rule.spec)) {
    const isOfType = (ruleCase: CaseEvents) => eventsOfCase(ruleCase).some((event) => event.eventType === eventType);
    if (!firing.some(isOfType)) faults.push(`Expected a case that fires on event type ${eventType}, got "none"`);
    if (!quiet.some(isOfType)) faults.push(`Expected a case that stays quiet on event type ${eventType}, got "none"`);
  }
  for (const key of ['message', 'uniqueId'] as const) {
    if (!firing.some((ruleCase) => ruleCase[key] !== undefined))
      faults.push(`Expected a case with a ${key}, got "none"`);
  }
  return faults;
}
