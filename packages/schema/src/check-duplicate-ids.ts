import type { Place, Problem } from './problem.ts';

/** A rule of any dialect. */
export interface IdentifiedRule {
  readonly spec: { readonly id: string };
  /** @param pointer a JSON pointer (RFC 6901) */
  placeOf(pointer: string): Place;
}

/** One problem for each rule whose id an earlier one has: at the later rule's id, naming the place of the first. */
export function checkDuplicateIds(rules: readonly IdentifiedRule[]): Problem[] {
  const first = new Map<string, IdentifiedRule>();
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
