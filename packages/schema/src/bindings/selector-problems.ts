import type { NodeProblem } from '../json-schema/node-problem.ts';
import { quote } from '../quote.ts';
import { nodeAt, type YamlNode } from '../yaml/yaml-node.ts';
import type { LabelRequirement, LabelSelector } from './binding.ts';

/** A label key: an optional DNS name and `/`, then a name (Kubernetes' IsQualifiedName). */
const keyPattern = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** A label value (Kubernetes' IsValidLabelValue). */
const valuePattern = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/**
 * What the API server would refuse in a label selector beyond its form: keys and values that no label can have, values
 * missing or too many for the operator.
 *
 * @param root the object, which passed its schema
 * @param pointer of the selector in it
 */
export function selectorProblems(root: YamlNode, pointer: string, selector: LabelSelector | undefined): NodeProblem[] {
  const problem = (path: string, message: string): NodeProblem => {
    const at = `${pointer}${path}`;
    return { pointer: at, node: nodeAt(root, at), code: 'invalid-value', message };
  };
  const labels = Object.entries(selector?.matchLabels ?? {}).flatMap(([key, value]) => {
    const path = `/matchLabels/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [...keyProblems(key), ...valueProblems(value)].map((message) => problem(path, message));
  });
  const requirements = (selector?.matchExpressions ?? []).flatMap((requirement, index) =>
    requirementProblems(requirement).map(([path, message]) => problem(`/matchExpressions/${index}${path}`, message)),
  );
  return [...labels, ...requirements];
}

type PathAndMessage = readonly [path: string, message: string];

function requirementProblems({ key, operator, values = [] }: LabelRequirement): PathAndMessage[] {
  const wantsValues = operator === 'In' || operator === 'NotIn';
  const count: PathAndMessage[] = wantsValues === values.length > 0 ? [] : [['/values', countMessage(operator)]];
  return [
    ...keyProblems(key).map((message): PathAndMessage => ['/key', message]),
    ...count,
    ...values.flatMap((value, index) =>
      valueProblems(value).map((message): PathAndMessage => [`/values/${index}`, message]),
    ),
  ];
}

function countMessage(operator: LabelRequirement['operator']): string {
  const wantsValues = operator === 'In' || operator === 'NotIn';
  return wantsValues ? `Expected values with ${operator}, got none` : `Expected no values with ${operator}, got some`;
}

function keyProblems(key: string): string[] {
  return keyPattern.test(key) ? [] : [`Expected the key of a label, got ${quote(key)}`];
}

function valueProblems(value: string): string[] {
  return valuePattern.test(value) ? [] : [`Expected the value of a label, got ${quote(value)}`];
}
