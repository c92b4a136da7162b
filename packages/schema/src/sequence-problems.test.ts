import { describe, expect, it } from 'vitest';
import { parseRules } from './parse-rules.ts';

const step = (id: string) => ({ id, eventType: 'open', expression: 'true' });
const sequence = { window: '120s', by: 'processTree', steps: [step('read'), step('write')] };

/** Where and what is wrong with a rule that has these expressions beside message and uniqueId. */
function problemsOf(expressions: object): [at: string, message: string][] {
  const spec = {
    enabled: true,
    id: 'R0001',
    name: 'Test rule',
    description: 'A rule of a test.',
    expressions: { message: "'m'", uniqueId: "'u'", ...expressions },
    profileDependency: 2,
    severity: 5,
    supportPolicy: false,
    isTriggerAlert: true,
    mitreTactic: 'TA0002',
    mitreTechnique: 'T1059',
  };
  const object = { apiVersion: 'kubescape.io/v1', kind: 'Rules', metadata: { name: 'test' }, spec: { rules: [spec] } };
  const text = JSON.stringify(object, undefined, 1);
  const lines = text.split('\n');
  return parseRules(text, 'rule.yaml').problems.map(({ line, column, message }) => [
    lines[line - 1]?.slice(column - 1).replace(/[,\s].*$/, '') ?? '',
    message,
  ]);
}

const changed = (changes: object) => ({ sequence: { ...sequence, ...changes } });
const steps = (count: number) => Array.from({ length: count }, (_, index) => step(`step_${index}`));

describe('a sequence', () => {
  it.each([
    ['as it should be', changed({})],
    ['in any order', changed({ order: 'any' })],
    ['by an expression', changed({ by: 'event.comm' })],
    ['of ten steps', changed({ steps: steps(10) })],
  ])('%s has no problem', (_, expressions) => {
    expect(problemsOf(expressions)).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['none, nor expressions', {}, '{', 'Expected a mapping with one of ruleExpression, sequence, got a mapping'],
    [
      'expressions beside it',
      { ...changed({}), ruleExpression: [{ eventType: 'exec', expression: 'true' }] },
      '{',
      'Expected a mapping with one of ruleExpression, sequence, got a mapping',
    ],
    ['no window', changed({ window: undefined }), '{', 'Missing key "window"'],
    [
      'a window without a unit',
      changed({ window: '120' }),
      '"120"',
      'Expected a duration such as 120s, 5m or 1h30m, got "120"',
    ],
    ['a window of nothing', changed({ window: '0s' }), '"0s"', 'Expected a duration above zero, got "0s"'],
    ['no key', changed({ by: undefined }), '{', 'Missing key "by"'],
    [
      'a key that is misspelt',
      changed({ by: 'processtree' }),
      '"processtree"',
      'Unknown sequence key "processtree"; did you mean "processTree"?',
    ],
    [
      'a key of no such name',
      changed({ by: 'session' }),
      '"session"',
      'Unknown sequence key "session"; expected processTree, container, pod or an expression',
    ],
    ['an order that is none', changed({ order: 'all' }), '"all"', 'Unknown order "all"; expected one of sequence, any'],
    ['one step', changed({ steps: steps(1) }), '[', 'Expected a list of 2 to 10 steps, got a list'],
    ['eleven steps', changed({ steps: steps(11) }), '[', 'Expected a list of 2 to 10 steps, got a list'],
    ['a step twice', changed({ steps: [step('a'), step('b'), step('a')] }), '"a"', 'Duplicate step "a"'],
    [
      'a step that no expression could name',
      changed({ steps: [step('a'), step('read-secret')] }),
      '"read-secret"',
      'Expected a step id of lower case letters, digits and "_" such as read_secret, got "read-secret"',
    ],
    ['a word that is misspelt', changed({ windw: '1s' }), '"windw":', 'Unknown key "windw"; did you mean "window"?'],
  ])('with %s is placed', (_, expressions, at, message) => {
    expect(problemsOf(expressions)).toEqual([[at, message]]);
  });
});
