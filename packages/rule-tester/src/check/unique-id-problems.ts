import { readsOf } from '@rulelibrary/cel';
import type { Problem, Rule } from '@rulelibrary/schema';

/** Fields that differ from one event of an incident to the next. Times are no fields of `event` in CEL. */
const passing = ['pid', 'ppid'];

/**
 * What makes every alert of the rule an incident of its own: then none is ever held back.
 * @param rule one that compiles
 */
export function uniqueIdProblems(rule: Rule): readonly Problem[] {
  const pointer = '/expressions/uniqueId';
  const reads = readsOf(rule.spec.expressions.uniqueId).fields.filter(({ name }) => passing.includes(name));
  return reads.map(({ name, start }) => ({
    ...rule.placeInText(pointer, start),
    code: 'unique-id',
    message: `Passing event field "${name}" in uniqueId: every process would be an incident of its own`,
    ruleId: rule.spec.id,
  }));
}
