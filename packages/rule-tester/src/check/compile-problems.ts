import { createEngine } from '@rulelibrary/engine';
import type { Problem, Rule } from '@rulelibrary/schema';

/** What keeps the rule from being loaded: expressions that do not compile, a range of versions that is none. */
export function compileProblems(rule: Rule): readonly Problem[] {
  return createEngine({ rules: [rule], includeDisabled: true }).problems;
}
