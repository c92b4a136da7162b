import type { Problem, Rule, RuleSequence } from '@rulelibrary/schema';

/** The order of a rule's keys: what it is, what it looks for, what it needs, how it is filed. */
const ruleKeys = [
  'name',
  'enabled',
  'id',
  'description',
  'expressions',
  'profileDependency',
  'profileDataRequired',
  'severity',
  'supportPolicy',
  'isTriggerAlert',
  'mitreTactic',
  'mitreTechnique',
  'tags',
  'state',
  'agentVersionRequirement',
];

/** Keys that stand before one they belong after, at the first of them in each mapping. */
export function keyOrderProblems(rule: Rule): readonly Problem[] {
  const { expressions } = rule.spec;
  const { ruleExpression = [], sequence } = expressions;
  return [
    ...misplaced(rule, { pointer: '', keys: Object.keys(rule.spec), order: ruleKeys }),
    ...misplaced(rule, {
      pointer: '/expressions',
      keys: Object.keys(expressions),
      order: ['message', 'uniqueId', 'ruleExpression', 'sequence'],
    }),
    ...sequenceProblems(rule, sequence),
    ...ruleExpression.flatMap((expression, index) =>
      misplaced(rule, {
        pointer: `/expressions/ruleExpression/${index}`,
        keys: Object.keys(expression),
        order: ['eventType', 'expression'],
      }),
    ),
  ];
}

function sequenceProblems(rule: Rule, sequence: RuleSequence | undefined): Problem[] {
  if (sequence === undefined) return [];
  const pointer = '/expressions/sequence';
  return [
    ...misplaced(rule, { pointer, keys: Object.keys(sequence), order: ['window', 'by', 'order', 'steps'] }),
    ...sequence.steps.flatMap((step, index) =>
      misplaced(rule, {
        pointer: `${pointer}/steps/${index}`,
        keys: Object.keys(step),
        order: ['id', 'eventType', 'expression'],
      }),
    ),
  ];
}

interface Mapping {
  readonly pointer: string;
  readonly keys: readonly string[];
  readonly order: readonly string[];
}

function misplaced(rule: Rule, { pointer, keys, order }: Mapping): Problem[] {
  const expected = order.filter((key) => keys.includes(key));
  const index = keys.findIndex((key, at) => key !== expected[at]);
  if (index < 0) return [];
  const message = `Expected key "${expected[index]}", got "${keys[index]}": the order is ${expected.join(', ')}`;
  const place = rule.placeOf(`${pointer}/${keys[index]}`);
  return [{ ...place, code: 'folder', message, ruleId: rule.spec.id }];
}
