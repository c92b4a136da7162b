import { describe, expect, it } from 'vitest';
import { parseRules } from './parse-rules.ts';
import { formatProblem } from './problem.ts';
import type { Rule } from './rule.ts';
import { objectText, rulesText, ruleText } from './rules-text.test.fixture.ts';

function idsOf(rules: readonly Rule[]): string[] {
  return rules.map(({ spec }) => spec.id);
}

function onlyRule(text: string): Rule {
  const { rules, problems } = parseRules(text, 'f.yaml');
  expect(problems).toEqual([]);
  const [rule] = rules;
  if (rule === undefined || rules.length > 1) throw new Error(`${rules.length} rules`);
  return rule;
}

/** `line:column` and the text that stands there. */
function at(text: string, { line, column }: { line: number; column: number }): string {
  return text.split('\n')[line - 1]?.slice(column - 1) ?? '';
}

describe('parseRules', () => {
  it('reads a rule with all of its keys', () => {
    const text = objectText + ruleText('R0001', '    tags: [a, b]\n    state: {ports: [1], direction: inbound}\n');
    expect(onlyRule(text).spec).toEqual({
      enabled: true,
      id: 'R0001',
      name: 'Test rule',
      description: 'What it detects',
      expressions: {
        message: "'seen: ' + event.comm",
        uniqueId: 'event.comm',
        ruleExpression: [{ eventType: 'exec', expression: "event.comm == 'a'" }],
      },
      profileDependency: 2,
      severity: 5,
      supportPolicy: false,
      isTriggerAlert: true,
      mitreTactic: 'TA0002',
      mitreTechnique: 'T1059',
      tags: ['a', 'b'],
      state: { ports: [1], direction: 'inbound' },
    });
  });

  it('reads the same rule as JSON', () => {
    const { spec } = onlyRule(rulesText('R0001'));
    const object = { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata: { name: 'a' }, spec: { rules: [spec] } };
    expect(onlyRule(JSON.stringify(object)).spec).toEqual(spec);
  });

  it('knows the object that a rule stands in', () => {
    const metadata =
      'metadata: {name: test, namespace: a, uid: d, creationTimestamp: "2026-11-21T16:54:00Z", generation: 1}';
    const text = rulesText('R0001').replace('metadata:\n  name: test', metadata);
    const object = { name: 'test', namespace: 'a', uid: 'd', createdMs: Date.UTC(2026, 10, 21, 16, 54) };
    expect(onlyRule(text).object).toEqual(object);
    expect(onlyRule(rulesText('R0001')).object).toEqual({ name: 'test' });
    expect(onlyRule(text.replace('2026-11', 'some day 2026-11')).object?.createdMs).toBeUndefined();
  });

  it('reads an object as the API server gives it back', () => {
    const metadata =
      'metadata: {name: test, namespace: a, labels: {b: c}, uid: d, resourceVersion: "1", generation: 1}';
    const text = rulesText('R0001').replace('metadata:\n  name: test', metadata);
    expect(onlyRule(`${text}status: {rules: []}\n`).spec.id).toBe('R0001');
  });

  it('takes status and version from the annotations', () => {
    const annotated = (annotations: string) =>
      onlyRule(rulesText('R0001').replace('  name: test', `  name: test\n  annotations: ${annotations}`));
    const rule = annotated('{kubescape.io/rule-status: experimental, kubescape.io/rule-version: "1.2", other: x}');
    expect([rule.status, rule.version]).toEqual(['experimental', '1.2']);
    expect([annotated('{}').status, annotated('{}').version]).toEqual(['stable', undefined]);
  });

  it('reads the rules of all documents and passes other kinds over', () => {
    const other = 'apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n';
    const text = [rulesText('R0001', 'R0002'), other, rulesText('R0003')].join('---\n');
    const { rules, problems } = parseRules(text, 'f.yaml');
    expect([idsOf(rules), problems]).toEqual([['R0001', 'R0002', 'R0003'], []]);
  });

  it('returns the good rules beside a bad one, whose problems name it', () => {
    const bad = ruleText('R0002').replace('severity: 5', 'severity: 11');
    const { rules, problems } = parseRules(objectText + ruleText('R0001') + bad + ruleText('R0003'), 'f.yaml');
    expect(idsOf(rules)).toEqual(['R0001', 'R0003']);
    expect(problems).toEqual([
      {
        file: 'f.yaml',
        line: 34,
        column: 15,
        code: 'invalid-value',
        message: 'Expected a severity from 0 to 10, got "11"',
        ruleId: 'R0002',
      },
    ]);
  });

  it.each([
    ['a duplicate key', '    name: again\n', 'duplicate-key'],
    ['an unknown tag', '    tags: !x []\n', 'syntax'],
    ['an unknown alias', '    tags: *x\n', 'syntax'],
  ])('loses only the rule that has %s', (_, extra, code) => {
    const { rules, problems } = parseRules(objectText + ruleText('R0001', extra) + ruleText('R0002'), 'f.yaml');
    expect(idsOf(rules)).toEqual(['R0002']);
    expect(problems.map((problem) => [problem.code, problem.ruleId])).toEqual([[code, 'R0001']]);
  });

  it('loses every rule that repeats a faulty part by an alias', () => {
    const tags = '    tags: &x [!y z]\n';
    const { rules } = parseRules(objectText + ruleText('R0001', tags) + ruleText('R0002', '    tags: *x\n'), 'f.yaml');
    expect(rules).toEqual([]);
  });

  it('passes over what other API groups call by similar names', () => {
    const text = ['Rule', 'Role']
      .map((kind) => `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\n`)
      .join('---\n');
    expect(parseRules(text, 'f.yaml')).toEqual({ rules: [], problems: [] });
  });

  it('names no rule for a fault behind the rules', () => {
    const { problems } = parseRules(`${rulesText('R0001')}kind: Rules\n`, 'f.yaml');
    expect(problems.map(({ line, ruleId }) => [line, ruleId])).toEqual([[23, undefined]]);
  });

  it.each(['{ports: [0], zzz: 1}', '{zzz: 1, ports: [0]}'])(
    'lists problems in the order of the line in state %s',
    (state) => {
      const { problems } = parseRules(objectText + ruleText('R0001', `    state: ${state}\n`), 'f.yaml');
      const columns = problems.map(({ column }) => column);
      expect(columns).toHaveLength(2);
      expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    },
  );

  it('returns the rules of an object whose metadata is wrong', () => {
    const { rules, problems } = parseRules(rulesText('R0001').replace('name: test', 'nmae: test'), 'f.yaml');
    expect(idsOf(rules)).toEqual(['R0001']);
    expect(problems.map(formatProblem)).toEqual([
      'f.yaml:4:3: Missing key "name"',
      'f.yaml:4:3: Unknown key "nmae"; did you mean "name"?',
    ]);
  });

  it('lists problems in the order of the file', () => {
    const text =
      objectText + ruleText('R0001', '    x: 1\n').replace('id: R0001', 'id: 1').replace('severity: 5', 'severity: a');
    const lines = parseRules(`${text}    name: b\n`, 'f.yaml').problems.map(({ line }) => line);
    expect(lines).toEqual([8, 18, 23, 24]);
  });

  it('lists 100 problems, and of 101 the last one says that there are more', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `    x${index}: 1\n`).join('');
    expect(parseRules(objectText + ruleText('R0001', keys(100)), 'f.yaml').problems).toHaveLength(100);
    const { problems } = parseRules(objectText + ruleText('R0001', keys(101)), 'f.yaml');
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: 'too-large', line: 123 });
  });

  it.each([
    ['an empty file', '', 'no-rules'],
    ['a file of comments', '# nothing\n---\n', 'no-rules'],
    ['a list', '- a', 'wrong-type'],
    ['text', 'a', 'wrong-type'],
    ['a mapping without a kind', 'a: 1', 'missing-key'],
    ['a kind that is no text', 'kind: [a]', 'wrong-type'],
    ['a kind in the wrong case', 'apiVersion: kubescape.io/v1\nkind: rules', 'invalid-value'],
    ['a syntax error', 'kind: [', 'syntax'],
    ['an unknown alias in what is no object', 'a: *b', 'syntax'],
  ])('finds exactly one problem in %s', (_, text, code) => {
    for (const singleRule of [false, true]) {
      const { rules, problems } = parseRules(text, 'f.yaml', { singleRule });
      expect([rules, problems.map((problem) => problem.code)]).toEqual([[], [code]]);
    }
  });

  it('finds the faults of 120,000 empty rules without hanging', () => {
    const started = performance.now();
    expect(parseRules(objectText + '  - {}\n'.repeat(120_000), 'f.yaml').problems).toHaveLength(101);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('a file for a single rule', () => {
  const other = 'apiVersion: v1\nkind: ConfigMap\n';

  it('is read without a problem, also between empty documents', () => {
    const { rules, problems } = parseRules(`---\n${rulesText('R0001')}---\n`, 'f.yaml', { singleRule: true });
    expect([idsOf(rules), problems]).toEqual([['R0001'], []]);
  });

  it.each([
    ['a second rule', rulesText('R0001', 'R0002'), 'f.yaml:23:5: Expected one rule, got "2"'],
    ['no rule', objectText.replace('rules:', 'rules: []'), 'f.yaml:6:10: Expected one rule, got "0"'],
    ['a second object', `${rulesText('R0001')}---\n${other}`, 'f.yaml:24:1: Expected one document, got "2"'],
    ['another object', other, 'f.yaml:2:7: Expected kind Rules, got "ConfigMap"'],
  ])('must not hold %s', (_, text, message) => {
    expect(parseRules(text, 'f.yaml', { singleRule: true }).problems.map(formatProblem)).toEqual([message]);
    expect(parseRules(text, 'f.yaml').problems).toEqual([]);
  });
});

describe('places of a rule', () => {
  const text = `${objectText}${ruleText('R0001')}`
    .replace('message: "\'seen: \' + event.comm"', "message: |\n        event.comm +\n          ' did'")
    .replace(
      "expression: event.comm == 'a'",
      "expression: >-\n            event.comm == 'a'\n            && event.pid > 1u",
    )
    .replace('name: Test rule', 'name: "Test \\"rule\\" x"')
    .replace('description: What', "description: 'it''s what'  # ");
  const rule = onlyRule(text);

  it('are those of the first key for the rule, of the first character for a value', () => {
    expect(rule.place).toEqual({ file: 'f.yaml', line: 7, column: 5 });
    expect(rule.placeOf('')).toEqual(rule.place);
    expect(at(text, rule.placeOf('/id'))).toBe('R0001');
    expect(at(text, rule.placeOf('/name'))).toBe('"Test \\"rule\\" x"');
    expect(at(text, rule.placeOf('/expressions'))).toBe('message: |');
    expect(at(text, rule.placeOf('/expressions/message'))).toBe('event.comm +');
    expect(at(text, rule.placeOf('/expressions/ruleExpression/0/eventType'))).toBe('exec');
  });

  it('are those of the nearest parent for a value that is not there', () => {
    for (const pointer of ['/state/ports', '/id/x', '/expressions/ruleExpression/7', '/expressions/ruleExpression/x']) {
      const parent = pointer.startsWith('/state') ? '' : pointer.replace(/\/[^/]*$/, '');
      expect(rule.placeOf(pointer)).toEqual(rule.placeOf(parent));
    }
  });

  it.each([
    ['/expressions/message', 'did', "did'"],
    ['/expressions/ruleExpression/0/expression', 'pid', 'pid > 1u'],
    ['/name', 'rule', 'rule\\" x"'],
    ['/name', 'x', 'x"'],
    ['/description', 's what', "s what'  #  it detects"],
    ['/severity', '5', '5'],
  ])('%s: %j stands where it is written', (pointer, part, expected) => {
    const value = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((parent, key) => Object(parent)[key], rule.spec);
    expect(at(text, rule.placeInText(pointer, String(value).indexOf(part)))).toBe(expected);
  });

  it('stay in the text for an offset beyond its end', () => {
    expect(at(text, rule.placeInText('/id', 999))).toBe('');
    expect(rule.placeInText('/id', 999).line).toBe(8);
    expect(rule.placeInText('/state/nothing', 3)).toEqual(rule.place);
    const empty = onlyRule(rulesText('R0001').replace('description: What it detects', 'description: !!str'));
    expect(empty.placeInText('/description', 0)).toEqual({ file: 'f.yaml', line: 10, column: 5 });
  });

  it('of a part that an alias repeats are where it is written', () => {
    const shared = `${objectText}${ruleText('R0001', '    tags: &t [first]\n')}${ruleText('R0002', '    tags: *t\n')}`;
    const { rules } = parseRules(shared, 'f.yaml');
    expect(rules.map((each) => at(shared, each.placeOf('/tags/0')))).toEqual(['first]', 'first]']);
  });
});
