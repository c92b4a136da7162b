import { describe, expect, it } from 'vitest';
import { eventTypes } from '../event-catalogue.ts';
import { parseRules } from '../parse-rules.ts';
import { rulesText } from '../rules-text.test.fixture.ts';
import { ruleSchema } from './rules-schema.ts';

/** The required keys of the CRD, as the seed `rule-library.txt` has them. */
const required = [
  'enabled',
  'id',
  'name',
  'description',
  'expressions',
  'profileDependency',
  'severity',
  'supportPolicy',
  'isTriggerAlert',
  'mitreTactic',
  'mitreTechnique',
];

/** Code, line, column and message of the problems of a valid rule after one change of its text. */
function problemsAfter(from: string | RegExp, to: string): string[] {
  const text = rulesText('R0001');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const { rules, problems } = parseRules(changed, 'f.yaml');
  expect(rules).toHaveLength(problems.some(({ line }) => line >= 7) ? 0 : 1);
  return problems.map(({ code, line, column, message }) => `${code} ${line}:${column} ${message}`);
}

const lastLine = '    mitreTechnique: T1059\n';

function withKey(lines: string): string[] {
  return problemsAfter(lastLine, `${lastLine}${lines}`);
}

describe('rule schema', () => {
  it('requires the keys that the CRD requires', () => {
    expect(ruleSchema.required).toEqual(required);
  });

  it.each(required.slice(1).filter((key) => key !== 'expressions'))('misses %s at the place of the rule', (key) => {
    expect(problemsAfter(new RegExp(`    ${key}: .*\n`), '')).toEqual([`missing-key 7:5 Missing key "${key}"`]);
  });

  it.each(['message', 'uniqueId'])('misses expressions.%s at the place of the expressions', (key) => {
    expect(problemsAfter(new RegExp(`      ${key}: .*\n`), '')).toEqual([`missing-key 12:7 Missing key "${key}"`]);
  });

  it.each([
    ['enabled: true', 'enabled: "true"', 'wrong-type 7:14 Expected true or false, got "true"; remove the quotes'],
    ['enabled: true', 'enabled: yes', 'wrong-type 7:14 Expected true or false, got "yes"'],
    ['id: R0001', 'id: R001', 'invalid-value 8:9 Expected a rule id such as R0001, got "R001"'],
    ['id: R0001', 'id: R00011', 'invalid-value 8:9 Expected a rule id such as R0001, got "R00011"'],
    ['name: Test rule', 'name: 5', 'wrong-type 9:11 Expected text, got "5"; put it in quotes'],
    ['name: Test rule', 'name: ""', 'invalid-value 9:11 Expected text, got ""'],
    ['name: Test rule', 'name:', 'wrong-type 9:5 Expected text, got nothing'],
    ['name: Test rule', 'name: [a]', 'wrong-type 9:11 Expected text, got a list'],
    ['name: Test rule', 'name: {a: b}', 'wrong-type 9:11 Expected text, got a mapping'],
    ['eventType: exec', 'eventType: exce', 'invalid-value 15:22 Unknown event type "exce"; did you mean "exec"?'],
    [
      'profileDependency: 2',
      'profileDependency: 3',
      'invalid-value 17:24 Expected 0 (profile required), 1 (optional) or 2 (not required), got "3"',
    ],
    ['severity: 5', 'severity: 11', 'invalid-value 18:15 Expected a severity from 0 to 10, got "11"'],
    ['severity: 5', 'severity: -1', 'invalid-value 18:15 Expected a severity from 0 to 10, got "-1"'],
    ['severity: 5', 'severity: 5.5', 'wrong-type 18:15 Expected a severity from 0 to 10, got "5.5"'],
    ['severity: 5', "severity: '5'", 'wrong-type 18:15 Expected a severity from 0 to 10, got "5"; remove the quotes'],
    ['severity: 5', 'severity: high', 'wrong-type 18:15 Expected a severity from 0 to 10, got "high"'],
    ['TA0002', 'TA002', 'invalid-value 21:18 Expected a tactic id such as TA0002, got "TA002"'],
    ['T1059', 'T1059.1', 'invalid-value 22:21 Expected a technique id such as T1059.004, got "T1059.1"'],
    [
      'kubescape.io/v1',
      'kubescape.io/v2',
      'invalid-value 1:13 Unknown apiVersion "kubescape.io/v2"; did you mean "kubescape.io/v1"?',
    ],
    [
      '  name: test',
      '  name: Test!',
      'invalid-value 4:9 Expected a name of lower case letters, digits, "-" and ".", got "Test!"',
    ],
  ])('%s must not be %s', (from, to, problem) => {
    expect(problemsAfter(from, to)).toEqual([problem]);
  });

  it.each(['0', '10', '1e1', '0x5'])('takes severity %s', (severity) => {
    expect(problemsAfter('severity: 5', `severity: ${severity}`)).toEqual([]);
  });

  it.each(eventTypes.slice(1))('takes event type %s', (eventType) => {
    expect(problemsAfter('eventType: exec', `eventType: ${eventType}`)).toEqual([]);
  });

  it('takes technique with subtechnique', () => {
    expect(problemsAfter('T1059', 'T1059.004')).toEqual([]);
  });

  it.each([
    ['at the top', 'kind: Rules', 'kind: Rules\nspek: 1', '3:1 Unknown key "spek"; did you mean "spec"?'],
    [
      'in metadata',
      '  name: test',
      '  name: test\n  namspace: a',
      '5:3 Unknown key "namspace"; did you mean "namespace"?',
    ],
    ['in spec', '  rules:', '  rule: 1\n  rules:', '6:3 Unknown key "rule"; did you mean "rules"?'],
    ['in the rule', '    id:', '    enabledd: 1\n    id:', '8:5 Unknown key "enabledd"; did you mean "enabled"?'],
    [
      'in expressions',
      '      uniqueId:',
      '      uniqeId: 1\n      uniqueId:',
      '13:7 Unknown key "uniqeId"; did you mean "uniqueId"?',
    ],
    [
      'in an expression',
      '        - eventType',
      '        - expresion: 1\n          eventType',
      '15:11 Unknown key "expresion"; did you mean "expression"?',
    ],
    [
      'in state',
      lastLine,
      `${lastLine}    state:\n      port: [1]\n`,
      '24:7 Unknown key "port"; did you mean "ports"?',
    ],
    [
      'in an excluded process',
      lastLine,
      `${lastLine}    state:\n      excludeProcesses: [{name: a, pth: b}]\n`,
      '24:36 Unknown key "pth"; did you mean "path"?',
    ],
    [
      'in profileDataRequired',
      lastLine,
      `${lastLine}    profileDataRequired:\n      open: all\n`,
      '24:7 Unknown key "open"; did you mean "opens"?',
    ],
    [
      'in a pattern',
      lastLine,
      `${lastLine}    profileDataRequired:\n      opens: [{exat: a}]\n`,
      '24:16 Unknown key "exat"; did you mean "exact"?',
    ],
  ])('names the nearest key for an unknown one %s', (_, from, to, problem) => {
    expect(problemsAfter(from, to)).toEqual([`unknown-key ${problem}`]);
  });

  it('lists the keys where none is near', () => {
    expect(withKey('    state: {zzzzzz: 1}\n')).toEqual([
      expect.stringMatching(/; expected one of includePrefixes, ignorePrefixes, /),
    ]);
  });

  it('knows __proto__ and constructor as unknown keys', () => {
    expect(withKey('    __proto__: {}\n    constructor: {}\n').map((line) => line.slice(0, 21))).toEqual([
      'unknown-key 23:5 Unkn',
      'unknown-key 24:5 Unkn',
    ]);
  });

  it.each([
    [
      'all state',
      '    state: {includePrefixes: [/a], ignorePrefixes: [/b], ports: [1, 65535], direction: outbound, methods: [GET], excludeProcesses: [{name: a}], excludeParentProcesses: [{path: /b}]}\n',
    ],
    ['empty state', '    state: {}\n'],
    [
      'profile data',
      '    profileDataRequired: {opens: all, execs: [{exact: a}, {prefix: b}, {suffix: c}, {contains: d}], egressDomains: []}\n',
    ],
    ['tags and version', '    tags: [a]\n    agentVersionRequirement: ">=1.2.3"\n'],
  ])('takes %s', (_, lines) => {
    expect(withKey(lines)).toEqual([]);
  });

  it.each([
    ['    state: {ports: [0]}\n', '23:21 Expected a port from 1 to 65535, got "0"'],
    ['    state: {ports: [65536]}\n', '23:21 Expected a port from 1 to 65535, got "65536"'],
    ['    state: {ports: 1}\n', '23:20 Expected a list, got "1"'],
    ['    state: {direction: in}\n', '23:24 Unknown direction "in"; expected one of inbound, outbound'],
    ['    state: {excludeProcesses: [{}]}\n', '23:32 Expected a mapping with name or path, got an empty mapping'],
    ['    state: []\n', '23:12 Expected a mapping, got an empty list'],
    ['    tags: [1]\n', '23:12 Expected text, got "1"; put it in quotes'],
    ['    tags:\n', '23:5 Expected a list, got nothing'],
    ['    profileDataRequired: {opens: some}\n', '23:34 Expected "all" or a list of patterns, got "some"'],
    [
      '    profileDataRequired: {opens: [{exact: a, prefix: b}]}\n',
      '23:35 Expected one of exact, prefix, suffix, contains, got a mapping',
    ],
    [
      '    profileDataRequired: {opens: [{}]}\n',
      '23:35 Expected one of exact, prefix, suffix, contains, got an empty mapping',
    ],
  ])('%s is one error', (lines, problem) => {
    expect(withKey(lines).map((line) => line.replace(/^\S+ /, ''))).toEqual([problem]);
  });

  it('wants at least one expression', () => {
    expect(problemsAfter(/ruleExpression:\n.*\n.*\n/, 'ruleExpression: []\n')).toEqual([
      'invalid-value 14:23 Expected a list of at least one expression, got an empty list',
    ]);
  });

  it.each([
    ['{kubescape.io/rule-status: stabel}', 'Unknown rule status "stabel"; did you mean "stable"?'],
    ['{kubescape.io/rule-version: 1}', 'Expected a version such as 1 or 1.2, got "1"; put it in quotes'],
    ['{kubescape.io/rule-version: one}', 'Expected a version such as 1 or 1.2, got "one"'],
    ['{other: 1}', 'Expected text, got "1"; put it in quotes'],
  ])('annotations %s are one error', (annotations, message) => {
    const problems = problemsAfter('  name: test', `  name: test\n  annotations: ${annotations}`);
    expect(problems.map((problem) => problem.replace(/^\S+ \S+ /, ''))).toEqual([message]);
  });
});
