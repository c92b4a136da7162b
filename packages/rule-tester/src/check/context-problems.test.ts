import { formatProblem, parseRules } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import { contextProblems } from './context-problems.ts';

const text = (tags: readonly string[]) => `apiVersion: kubescape.io/v1
kind: Rules
metadata: {name: test}
spec:
  rules:
    - enabled: true
      id: R9001
      name: Test
      description: A rule of a test.
      expressions:
        message: "'x'"
        uniqueId: "'x'"
        ruleExpression: [{eventType: exec, expression: 'true'}]
      profileDependency: 2
      severity: 5
      supportPolicy: false
      isTriggerAlert: true
      mitreTactic: TA0002
      mitreTechnique: T1059
      tags: ${JSON.stringify(tags)}
`;

function problemsOf(tags: readonly string[], defined?: readonly string[]): string[] {
  const { rules, problems } = parseRules(text(tags), 'rule.yaml');
  expect(problems).toEqual([]);
  return rules.flatMap((rule) => contextProblems(rule, defined).map(formatProblem));
}

it.each([
  [['context:kubernetes', 'context:host', 'context:standalone', 'context:container'], undefined],
  [['payments', 'exec'], undefined],
  [['context:payments'], ['payments']],
])('knows %j', (tags, defined) => {
  expect(problemsOf(tags, defined)).toEqual([]);
});

it.each([
  [['exec', 'context:hosts'], 'rule.yaml:20:21: Unknown context "hosts"; did you mean "host"?'],
  [['context:paymets'], 'rule.yaml:20:14: Unknown context "paymets"; did you mean "payments"?'],
  [
    ['context:'],
    'rule.yaml:20:14: Unknown context ""; it admits nothing unless ownContexts of the configuration defines it',
  ],
  [
    ['context:ledger'],
    'rule.yaml:20:14: Unknown context "ledger"; it admits nothing unless ownContexts of the configuration defines it',
  ],
])('warns of %j', (tags, expected) => {
  expect(problemsOf(tags, ['payments'])).toEqual([expected]);
});
