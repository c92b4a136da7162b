import { describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { parseBindingObject } from './parse-binding-object.ts';
import { parseRulesObject } from './parse-rules-object.ts';

const rule = {
  enabled: true,
  id: 'R9001',
  name: 'test',
  description: 'a test',
  expressions: {
    message: '"a"',
    uniqueId: '"a"',
    ruleExpression: [{ eventType: 'exec', expression: 'true &&\n  tru' }],
  },
  profileDependency: 2,
  severity: 5,
  supportPolicy: false,
  isTriggerAlert: true,
  mitreTactic: 'TA0002',
  mitreTechnique: 'T1059',
};

function rulesObject(...rules: readonly object[]) {
  const metadata = { name: 'custom', namespace: 'kubescape', uid: 'u', creationTimestamp: '2026-01-02T03:04:05Z' };
  return { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata, spec: { rules } };
}

describe('parseRulesObject', () => {
  it('names the object and the path in it', () => {
    const { rules, problems } = parseRulesObject(rulesObject(rule, { ...rule, id: 'R9002', severity: 11, extra: 1 }));
    expect(rules.map(({ spec, place, object }) => ({ id: spec.id, place, object }))).toEqual([
      {
        id: 'R9001',
        place: { file: 'Rules kubescape/custom spec.rules[0]', line: 0, column: 0 },
        object: { name: 'custom', namespace: 'kubescape', uid: 'u', createdMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
      },
    ]);
    expect(problems.map(formatProblem)).toEqual([
      'Rules kubescape/custom spec.rules[1].severity: Expected a severity from 0 to 10, got "11"',
      'Rules kubescape/custom spec.rules[1].extra: Unknown key "extra"; expected one of enabled, id, name, description, expressions, profileDependency, profileDataRequired, severity, supportPolicy, isTriggerAlert, mitreTactic, mitreTechnique, tags, state, agentVersionRequirement',
    ]);
  });

  it('names line and column in a text', () => {
    const { rules } = parseRulesObject(rulesObject(rule));
    const pointer = '/expressions/ruleExpression/0/expression';
    const file = 'Rules kubescape/custom spec.rules[0].expressions.ruleExpression[0].expression';
    expect(rules[0]?.placeInText(pointer, 'true &&\n  '.length)).toEqual({ file, line: 2, column: 3 });
    expect(rules[0]?.placeOf(pointer)).toEqual({ file, line: 0, column: 0 });
  });
});

describe('parseBindingObject', () => {
  const binding = (spec: object) =>
    parseBindingObject({
      apiVersion: 'kubescape.io/v1',
      kind: 'RuntimeRuleAlertBinding',
      metadata: { name: 'b' },
      spec,
    });

  it('names the object and the path in it', () => {
    const { binding: found, problems } = binding({ rules: [{ ruleID: 'R0001' }, { ruleID: 'R1' }] });
    const file = 'RuntimeRuleAlertBinding b spec.rules[0]';
    expect(found?.rules).toEqual([{ ruleID: 'R0001', place: { file, line: 0, column: 0 } }]);
    expect(problems.map(formatProblem)).toEqual([
      'RuntimeRuleAlertBinding b spec.rules[1].ruleID: Expected a rule id such as R0001, got "R1"',
    ]);
  });

  it('gives none where it does not say what it selects', () => {
    expect(binding({ podSelector: { matchLabels: { 'a b': 'c' } }, rules: [] }).binding).toBeUndefined();
  });
});
