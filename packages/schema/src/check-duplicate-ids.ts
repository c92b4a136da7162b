import type { Problem } from './problem.ts';
import type { Rule } from './rule.ts';

/** One problem for each rule whose id an earlier one has: at the later rule's id, naming the place of the first. */
export function checkDuplicateIds(rules: readonly Rule[]): Problem[] {
  const first = new Map<string, Rule>();
  return rules.flatMap((rule): Problem[] => {
    const { id } = rule.spec;
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, rule);
      return [];
    }
    const { file, line, column } = earlier.placeOf('/id');
    const message = `Duplicate rule id "${id}", first at ${file}:${line}:${column}`;
    return [{ ...rule.placeOf('/id'), code: 'duplicate-id', message, ruleId: id }];
  });
}
