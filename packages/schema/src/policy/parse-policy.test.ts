import { describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { type ParsePolicyOptions, parsePolicy } from './parse-policy.ts';

function parse(text: string, options?: ParsePolicyOptions) {
  const [document] = readDocuments(text, 'config.yaml').documents;
  if (document === undefined) throw new Error('Expected a document, got nothing');
  const { policy, problems } = parsePolicy(document, options);
  return { policy, problems: problems.map(formatProblem) };
}

const contexts = ['kubernetes', 'host', 'standalone', 'payments'];

describe('parsePolicy', () => {
  it('reads what a configuration file says', () => {
    const text = `node: a
policy:
  host:
    disable: [R0005]
    enable: [R0040]
    rules:
      R0010: {severity: "10", parameters: {includePrefixes: [/etc]}}
  payments: {}
`;
    const { policy, problems } = parse(text, { pointer: '/policy', contexts });
    expect(problems).toEqual([]);
    expect(policy?.contexts).toEqual({
      host: {
        disable: ['R0005'],
        enable: ['R0040'],
        rules: { R0010: { severity: 10, parameters: { includePrefixes: ['/etc'] } } },
      },
      payments: {},
    });
    expect(policy?.placeOf?.('/host/enable/0')).toEqual({ file: 'config.yaml', line: 5, column: 14 });
  });

  it.each(['node: a\n', 'node: a\npolicy:\n'])('is none where there is none: %j', (text) => {
    expect(parse(text, { pointer: '/policy' })).toEqual({ policy: undefined, problems: [] });
  });

  it.each([
    ['hosts: {}', 'config.yaml:1:1: Unknown context "hosts"; did you mean "host"?'],
    ['host: {disabled: [R0001]}', 'config.yaml:1:8: Unknown key "disabled"; did you mean "disable"?'],
    ['host: {disable: [R1]}', 'config.yaml:1:18: Expected a rule id such as R0001, got "R1"'],
    ['host: {rules: {R1: {}}}', 'config.yaml:1:16: Expected a rule id such as R0001, got "R1"'],
    ['host: {rules: {R0001: {severity: 11}}}', 'config.yaml:1:34: Expected a severity from 0 to 10, got "11"'],
    [
      'host: {rules: {R0001: {parameters: {ports: [http]}}}}',
      'config.yaml:1:45: Expected a port from 1 to 65535, got "http"',
    ],
    [
      'host: {enable: [R0001], disable: [R0002, R0001]}',
      'config.yaml:1:42: Duplicate rule "R0001", enabled and disabled in "host"',
    ],
  ])('says what is wrong with %s', (text, problem) => {
    expect(parse(text, { contexts })).toEqual({ policy: undefined, problems: [problem] });
  });

  it('takes any context where none are named', () => {
    expect(parse('hosts: {}').problems).toEqual([]);
  });
});
