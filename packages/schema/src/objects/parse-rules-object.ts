import { parseRules } from '../parse-rules.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { createObjectReader } from './object-reader.ts';

/**
 * Reads a `Rules` object as the API server gives it. As `parseRules`, but places name the object and the path in it
 * (`Rules kubescape/custom spec.rules[0].name`); line and column are those in a text of the object, else 0.
 */
export function parseRulesObject(object: object): { rules: Rule[]; problems: Problem[] } {
  const reader = createObjectReader(object);
  const { rules, problems } = parseRules(reader.json, reader.title);
  return { rules: rules.map(reader.rule), problems: problems.map(reader.problem) };
}
