import { parseWindow } from './correlate/parse-window.ts';
import type { NodeProblem } from './json-schema/node-problem.ts';
import { nearest } from './nearest.ts';
import { quote } from './quote.ts';
import { type RuleSpec, sequenceKeys } from './rule.ts';
import { nodeAt, type YamlNode } from './yaml/yaml-node.ts';

/**
 * What is wrong with the sequence of a rule beyond its form: a window of nothing, a key of no such name, step ids that are not unique.
 * @param rule one that passed the schema
 */
export function sequenceProblems(rule: YamlNode): NodeProblem[] {
  const { sequence } = (rule.value as RuleSpec).expressions;
  if (sequence === undefined) return [];
  const { window, by, steps } = sequence;
  const problem = (path: string, message: string): NodeProblem => {
    const pointer = `/expressions/sequence/${path}`;
    return { pointer, node: nodeAt(rule, pointer), code: 'invalid-value', message };
  };
  const ids = steps.map(({ id }) => id);
  return [
    ...(parseWindow(window) === undefined
      ? [problem('window', `Expected a duration above zero, got ${quote(window)}`)]
      : []),
    ...(isNoKey(by) ? [problem('by', unknownKey(by))] : []),
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [problem(`steps/${index}/id`, `Duplicate step ${quote(id)}`)] : [],
    ),
  ];
}

/** A word alone is meant for a name; of the variables of expressions only this one is a string. */
function isNoKey(by: string): boolean {
  return /^\w+$/.test(by) && by !== 'eventType' && !sequenceKeys.some((name) => name === by);
}

function unknownKey(by: string): string {
  const near = nearest(by, sequenceKeys);
  const hint = near === undefined ? `expected ${sequenceKeys.join(', ')} or an expression` : `did you mean "${near}"?`;
  return `Unknown sequence key ${quote(by)}; ${hint}`;
}
