import { createDataValidator, threatRuleSchema } from '@rulelibrary/schema/json-schemas';
import { checkDuplicateRules, compileThreatRules, parseThreatRules } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { ruleText } from './rule-text.ts';

const step = (id: string) => ({ id, match: 'e.event.action == "x"' });
const correlation = { scope: 'session', window: '60s', steps: [step('a'), step('b')] };
const fixture = (verdict: string) => ({ name: verdict, verdict, events: [{}] });
const validate = createDataValidator(threatRuleSchema);

/** Code and message of what is wrong, with the text at its place. */
function faultsOf(text: string): [string, string][] {
  const parsed = parseThreatRules(text, 'a.rule.yaml');
  const { problems } = compileThreatRules(parsed.rules);
  return [...parsed.problems, ...problems].map(({ code, message }) => [code, message]);
}

describe('a rule', () => {
  it.each<[string, Record<string, unknown>]>([
    ['with match', {}],
    ['with correlation', { correlation }],
    ['with its specification', { spec: 'threat-rules/v1' }],
    ['with an order in v1.1', { spec: 'threat-rules/v1.1', correlation: { ...correlation, order: 'any' } }],
    ['with taxonomy and description', { taxonomy: { owasp: 'LLM01', cve: '' }, description: '' }],
    ['that is stable', { status: 'stable', tests: [fixture('match'), fixture('no_match')] }],
    ['with anything in an event', { tests: [{ ...fixture('match'), events: [{ what: { ever: [1] } }] }] }],
    ['with an id that begins with a digit', { id: '0-' }],
  ])('%s is one', (_what, keys) => {
    expect(faultsOf(ruleText(keys))).toEqual([]);
    expect(validate(JSON.parse(ruleText(keys)))).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['without a title', { title: undefined }, 'missing-key', 'Missing key "title"'],
    ['without tests', { tests: undefined }, 'missing-key', 'Missing key "tests"'],
    ['with no tests', { tests: [] }, 'invalid-value', 'Expected a list of one fixture or more, got an empty list'],
    ['with another key', { sevrity: 'low' }, 'unknown-key', 'Unknown key "sevrity"; did you mean "severity"?'],
    [
      'with another key in emit',
      { emit: { reason: 'x', text: 'y' } },
      'unknown-key',
      'Unknown key "text"; expected one of reason',
    ],
    [
      'with an id in upper case',
      { id: 'A-rule' },
      'invalid-value',
      'Expected an id of lower case letters, digits and "-", got "A-rule"',
    ],
    ['of version 0', { version: 0 }, 'invalid-value', 'Expected a whole number from 1, got "0"'],
    ['of version "1"', { version: '1' }, 'wrong-type', 'Expected a whole number from 1, got "1"; remove the quotes'],
    ['of no known severity', { severity: 'hihg' }, 'invalid-value', 'Unknown severity "hihg"; did you mean "high"?'],
    [
      'with a number in its taxonomy',
      { taxonomy: { owasp: 1 } },
      'wrong-type',
      'Expected text, got "1"; put it in quotes',
    ],
    ['with neither match nor correlation', { match: undefined }, 'missing-key', 'Missing key "match" or "correlation"'],
    [
      'with both',
      { match: 'true', correlation },
      'invalid-value',
      'Unexpected key "correlation" beside "match": a rule has one of them',
    ],
    [
      'with one step',
      { correlation: { ...correlation, steps: [step('a')] } },
      'invalid-value',
      'Expected a list of two steps or more, got a list',
    ],
    [
      'with a window of days',
      { correlation: { ...correlation, window: '1d' } },
      'invalid-value',
      'Expected a duration such as 120s, 5m or 1h30m, got "1d"',
    ],
    [
      'with an order in v1',
      { spec: 'threat-rules/v1', correlation: { ...correlation, order: 'any' } },
      'invalid-value',
      'Unexpected key "order" in threat-rules/v1; write spec: threat-rules/v1.1',
    ],
    [
      'with an order and no specification',
      { correlation: { ...correlation, order: 'sequence' } },
      'invalid-value',
      'Unexpected key "order" in threat-rules/v1; write spec: threat-rules/v1.1',
    ],
    [
      'of no specification of ours',
      { spec: 'threat-rules/one' },
      'invalid-value',
      'Unknown spec "threat-rules/one"; did you mean "threat-rules/v1"?',
    ],
    [
      'that is stable without a quiet fixture',
      { status: 'stable', tests: [fixture('match')] },
      'missing-key',
      'Missing fixture with verdict "no_match": a stable rule has one of each',
    ],
    [
      'that is stable without a firing fixture',
      { status: 'stable', tests: [fixture('no_match')] },
      'missing-key',
      'Missing fixture with verdict "match": a stable rule has one of each',
    ],
    [
      'with a fixture without events',
      { tests: [{ ...fixture('match'), events: [] }] },
      'invalid-value',
      'Expected a list of one event or more, got an empty list',
    ],
  ])('%s is none, to the loader and to the schema', (_what, keys, code, message) => {
    expect(faultsOf(ruleText(keys))).toEqual([[code, message]]);
    expect(validate(JSON.parse(ruleText(keys)))).not.toEqual([]);
  });

  it('has a window above zero', () => {
    const keys = { correlation: { ...correlation, window: '0s' } };
    expect(faultsOf(ruleText(keys))).toEqual([['invalid-value', 'Expected a duration above zero, got "0s"']]);
  });

  it('of a newer specification is skipped with a warning, whatever else is in it', () => {
    const { rules, problems } = parseThreatRules('spec: threat-rules/v1.2\nid: newer\nnew_key: 1\n', 'a.rule.yaml');
    expect(rules).toEqual([]);
    expect(problems).toEqual([
      {
        file: 'a.rule.yaml',
        line: 1,
        column: 7,
        code: 'newer-spec',
        level: 'warning',
        ruleId: 'newer',
        message: 'Newer specification "threat-rules/v1.2", known up to "threat-rules/v1.1": the rule is skipped',
      },
    ]);
  });

  it('of v2 is newer, of v1.0 is unknown', () => {
    expect(parseThreatRules(ruleText({ spec: 'threat-rules/v2' }), 'a.rule.yaml').problems).toMatchObject([
      { code: 'newer-spec' },
    ]);
    expect(parseThreatRules(ruleText({ spec: 'threat-rules/v1.0' }), 'a.rule.yaml').problems).toMatchObject([
      { code: 'invalid-value' },
    ]);
  });

  it('that cannot be parsed is one problem at its place', () => {
    expect(parseThreatRules('id: [', 'a.rule.yaml').problems).toMatchObject([{ code: 'syntax', line: 1 }]);
    expect(parseThreatRules('', 'a.rule.yaml').problems).toMatchObject([{ code: 'no-rules' }]);
    expect(parseThreatRules('- 1', 'a.rule.yaml').problems).toMatchObject([{ code: 'wrong-type' }]);
  });

  it('takes none of the others with it', () => {
    const text = `${ruleText({ id: 'one' })}\n---\n${ruleText({ id: 'two', version: 0 })}\n---\n${ruleText({ id: 'three' })}`;
    const { rules, problems } = parseThreatRules(text, 'a.rule.yaml');
    expect(rules.map(({ spec }) => spec.id)).toEqual(['one', 'three']);
    expect(problems).toMatchObject([{ code: 'invalid-value', ruleId: 'two' }]);
  });

  it('whose id another one has is reported with both files', () => {
    const rules = ['a', 'b'].flatMap((name) => parseThreatRules(ruleText(), `${name}.rule.yaml`).rules);
    expect(checkDuplicateRules(rules)).toEqual([
      {
        file: 'b.rule.yaml',
        line: 2,
        column: 9,
        code: 'duplicate-id',
        ruleId: 'a-rule',
        message: 'Duplicate rule id "a-rule", first at a.rule.yaml:2:9',
      },
    ]);
  });
});
