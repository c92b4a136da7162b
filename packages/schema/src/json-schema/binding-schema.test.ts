import { describe, expect, it } from 'vitest';
import { bindingSchema } from './binding-schema.ts';
import { createDataValidator } from './create-data-validator.ts';

const validate = createDataValidator(bindingSchema);

function problemsOf(rule: object, spec: object = {}): string[] {
  const object = { apiVersion: 'kubescape.io/v1', kind: 'RuntimeRuleAlertBinding', metadata: { name: 'all' } };
  return validate({ ...object, spec: { rules: [rule], ...spec } });
}

describe('binding schema', () => {
  it.each([
    [{ ruleID: 'R0001' }],
    [{ ruleName: 'Fileless execution detected' }],
    [{ ruleTags: ['exec'] }],
    [{ ruleID: 'R0001', severity: 0 }],
    [{ ruleID: 'R0001', severity: 10 }],
    [{ ruleID: 'R0001', severity: '10' }],
    [{ ruleID: 'R0001', parameters: { ignorePrefixes: ['/tmp'] } }],
  ])('takes %j', (rule) => {
    expect(problemsOf(rule)).toEqual([]);
  });

  it.each([
    [{}],
    [{ ruleID: 'R0001', ruleName: 'a' }],
    [{ ruleID: 'R0001', ruleTags: ['a'] }],
    [{ ruleID: 'R001' }],
    [{ ruleTags: [] }],
    [{ ruleID: 'R0001', severity: 11 }],
    [{ ruleID: 'R0001', severity: -1 }],
    [{ ruleID: 'R0001', severity: '11' }],
    [{ ruleID: 'R0001', severity: 'High' }],
    [{ ruleID: 'R0001', parameters: { prefixes: [] } }],
  ])('refuses %j', (rule) => {
    expect(problemsOf(rule)).not.toEqual([]);
  });

  it('takes the selectors of Kubernetes', () => {
    const namespaceSelector = { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a', 'b'] }] };
    const podSelector = { matchLabels: { app: 'web' } };
    expect(problemsOf({ ruleID: 'R0001' }, { namespaceSelector, podSelector })).toEqual([]);
    expect(problemsOf({ ruleID: 'R0001' }, { podSelector: { matchLabel: {} } })).not.toEqual([]);
    const equals = { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['a'] }] };
    expect(problemsOf({ ruleID: 'R0001' }, { podSelector: equals })).not.toEqual([]);
  });
});
