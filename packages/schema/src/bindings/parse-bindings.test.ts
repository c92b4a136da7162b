import { describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { parseBindings } from './parse-bindings.ts';

const head = 'apiVersion: kubescape.io/v1\nkind: RuntimeRuleAlertBinding\nmetadata: {name: all}\n';

function read(text: string) {
  const { bindings, problems } = parseBindings(text, 'b.yaml');
  return { bindings, problems: problems.map(formatProblem) };
}

describe('parseBindings', () => {
  it('reads a binding with all that it can say', () => {
    const text = `apiVersion: kubescape.io/v1
kind: RuntimeRuleAlertBinding
metadata: {name: web, namespace: shop, uid: u1, generation: 2}
spec:
  namespaceSelector: {matchLabels: {team: shop}}
  podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}
  rules:
    - {ruleID: R0001, severity: 8}
    - {ruleName: Fileless execution detected, severity: "10"}
    - {ruleTags: [exec, dns], parameters: {ports: [80]}}
`;
    const at = (line: number) => ({ file: 'b.yaml', line, column: 7 });
    expect(read(text)).toEqual({
      bindings: [
        {
          name: 'web',
          namespace: 'shop',
          uid: 'u1',
          namespaceSelector: { matchLabels: { team: 'shop' } },
          podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
          rules: [
            { ruleID: 'R0001', severity: 8, place: at(8) },
            { ruleName: 'Fileless execution detected', severity: 10, place: at(9) },
            { ruleTags: ['exec', 'dns'], parameters: { ports: [80] }, place: at(10) },
          ],
          place: { file: 'b.yaml', line: 1, column: 1 },
        },
      ],
      problems: [],
    });
  });

  it('reads JSON, a List, several documents, and passes other kinds over', () => {
    const object = { apiVersion: 'kubescape.io/v1', kind: 'RuntimeRuleAlertBinding', metadata: { name: 'a' } };
    const one = { ...object, spec: { rules: [{ ruleID: 'R0001' }] } };
    const list = { apiVersion: 'v1', kind: 'List', items: [one, { apiVersion: 'v1', kind: 'Pod' }] };
    const { bindings, problems } = read(`${JSON.stringify(list)}\n---\n${JSON.stringify(one)}`);
    expect({ names: bindings.map(({ name }) => name), problems }).toEqual({ names: ['a', 'a'], problems: [] });
  });

  it('leaves out a faulty entry and keeps the others', () => {
    const text = `${head}spec:
  rules:
    - {ruleID: R0001}
    - {ruleID: R0002, ruleName: both}
    - {ruleID: R0003, severity: High}
    - {ruleID: R0004, parameters: {ports: ['80']}}
    - {ruleTags: []}
`;
    const { bindings, problems } = read(text);
    expect(bindings[0]?.rules).toMatchObject([{ ruleID: 'R0001' }]);
    expect(problems).toEqual([
      'b.yaml:7:7: Expected a mapping with one of ruleID, ruleName, ruleTags, got a mapping',
      'b.yaml:8:33: Expected a severity from 0 to 10, got "High"',
      'b.yaml:9:44: Expected a port from 1 to 65535, got "80"; remove the quotes',
      'b.yaml:10:18: Expected a list, got an empty list',
    ]);
    expect(parseBindings(text, 'b.yaml').problems.map(({ ruleId }) => ruleId)).toEqual([
      'R0002',
      'R0003',
      'R0004',
      undefined,
    ]);
  });

  it.each([
    ['podSelector: {matchLabels: {"a b": x}}', 'b.yaml:5:38: Expected the key of a label, got "a b"'],
    ['podSelector: {matchLabels: {a: "-"}}', 'b.yaml:5:34: Expected the value of a label, got "-"'],
    ['podSelector: {matchExpressions: [{key: a, operator: In}]}', 'b.yaml:5:36: Expected values with In, got none'],
    [
      'podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}',
      'b.yaml:5:71: Expected no values with Exists, got some',
    ],
    [
      'namespaceSelector: {matchExpressions: [{key: a, operator: In, values: [b, "c d"]}]}',
      'b.yaml:5:77: Expected the value of a label, got "c d"',
    ],
    ['podSelector: {matchLabel: {a: b}}', 'b.yaml:5:17: Unknown key "matchLabel"; did you mean "matchLabels"?'],
  ])('leaves out a binding that may select what it is not meant for: %s', (selector, problem) => {
    expect(read(`${head}spec:\n  ${selector}\n  rules: [{ruleID: R0001}]\n`)).toEqual({
      bindings: [],
      problems: [problem],
    });
  });

  it.each([
    [63, 0],
    [64, 1],
  ])('a label value of %d characters: %d problems', (length, count) => {
    const text = `${head}spec:\n  podSelector: {matchLabels: {a: ${'x'.repeat(length)}}}\n  rules: []\n`;
    expect(read(text).problems).toHaveLength(count);
  });

  it('says of an empty file that it is one', () => {
    expect(parseBindings('', 'b.yaml').problems).toMatchObject([{ line: 1, column: 1, code: 'no-bindings' }]);
  });
});
