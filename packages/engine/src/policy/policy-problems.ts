import type { Place, Problem } from '@rulelibrary/schema';
import type { Policy } from '@rulelibrary/schema/policy';
import { toPointer } from '@rulelibrary/schema/yaml';
import { unknownRule } from '../rule-set/unknown-rule.ts';

/** The ids in the policy that no rule has: warnings, as such a rule may come later. */
export function policyProblems(policy: Policy | undefined, ids: ReadonlySet<string>): Problem[] {
  if (policy === undefined) return [];
  const named = Object.entries(policy.contexts).flatMap(([context, { enable = [], disable = [], rules = {} }]) => [
    ...enable.map((id, index) => [id, toPointer([context, 'enable', String(index)])] as const),
    ...disable.map((id, index) => [id, toPointer([context, 'disable', String(index)])] as const),
    ...Object.keys(rules).map((id) => [id, toPointer([context, 'rules', id])] as const),
  ]);
  return named.flatMap(([id, pointer]): Problem[] => {
    if (ids.has(id)) return [];
    return [{ ...placeOf(policy, pointer), ...unknownRule(id, ids), ruleId: id }];
  });
}

function placeOf(policy: Policy, pointer: string): Place {
  return policy.placeOf?.(pointer) ?? { file: 'policy', line: 1, column: 1 };
}
