import { checkDuplicateIds, type Problem } from '@rulelibrary/schema';
import type { ThreatRule } from './rule.ts';

/** One problem for each rule whose id an earlier one has: at the later rule's id, naming the place of the first. */
export function checkDuplicateRules(rules: readonly ThreatRule[]): Problem[] {
  return checkDuplicateIds(rules.map(({ spec, document: { placeOf } }) => ({ spec, placeOf })));
}
