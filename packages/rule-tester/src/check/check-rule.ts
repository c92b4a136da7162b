import type { Problem, Rule } from '@rulelibrary/schema';
import { attackProblems } from './attack-problems.ts';
import { compileProblems } from './compile-problems.ts';
import { contextProblems } from './context-problems.ts';
import { fieldProblems } from './field-problems.ts';
import { profileProblems } from './profile-problems.ts';
import { uniqueIdProblems } from './unique-id-problems.ts';

/**
 * Everything that is wrong with a rule that passed its schema, in the order of the file. What an expression reads is looked
 * at where all of them compile: what one that does not would have asked for is nobody's guess.
 */
export function checkRule(rule: Rule): readonly Problem[] {
  const broken = compileProblems(rule);
  const read =
    broken.length > 0 ? broken : [...fieldProblems(rule), ...profileProblems(rule), ...uniqueIdProblems(rule)];
  return [...read, ...contextProblems(rule), ...attackProblems(rule)].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}
