import { compileThreatRules, createWarner, parseThreatRules } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { ruleText } from './rule-text.ts';
import { correlationRule, singleEventRule } from './seed-rules.ts';

/** Code, message, and the text at the place of each warning. */
function warningsOf(text: string): [code: string, message: string, at: string][] {
  const { rules } = compileThreatRules(parseThreatRules(text, 'a.rule.yaml').rules);
  const warn = createWarner();
  return rules.flatMap(warn).map(({ code, message, line, column, level, ruleId }) => {
    expect([level, typeof ruleId]).toEqual(['warning', 'string']);
    return [code, message, (text.split('\n')[line - 1] ?? '').slice(column - 1)];
  });
}

const ofCondition = (match: string, code: string) =>
  warningsOf(`${ruleText({ match: undefined }).slice(0, -2)},\n"match": '${match.replaceAll("'", "''")}'\n}`)
    .filter(([found]) => found === code)
    .map(([, message, at]) => [message, at.replaceAll("''", "'")]);

const events = (...actions: string[]) => actions.map((action) => ({ event: { action }, session: { id: 's' } }));
const correlation = {
  scope: 'session',
  window: '60s',
  steps: [
    { id: 'one', match: 'e.event.action == "a"' },
    { id: 'two', match: 'e.event.action == "b"' },
  ],
};

describe('a negation that holds on an empty event', () => {
  it.each([
    ["e.approval.decision != 'approved'", 'approval.decision', ''],
    ["e.event.action == 'x' && e.approval.decision != 'approved'", 'approval.decision', "e.approval.decision != 'app"],
    ["e.event.action == 'x' && !e.approval.required", 'approval.required', '!e.approval.required'],
    ["e.event.action == 'x' && !(e.file.path.matches('a') || e.file.path == 'b')", 'file.path', '!(e.file'],
    ["e.event.action == 'x' && (e.file.path == 'a' || e.model != 'b')", 'model', "e.model != 'b'"],
    ["e.event.action == 'x' && has(e.file) && e.model != 'b'", 'model', "e.model != 'b'"],
    ["!e.system_context.skills.exists(s, s == 'x') && e.event.action == 'x'", 'system_context.skills', '!e.system'],
  ])('%s', (match, path, at) => {
    const [[message = '', text = ''] = []] = ofCondition(match, 'negation');
    expect(message).toMatch(/^Open negation ".*": it holds where the event has no "/);
    expect(message).toContain(`no "${path}"; add has(e.${path})`);
    expect(text.startsWith(at)).toBe(true);
  });

  it.each([
    "has(e.approval.decision) && e.approval.decision != 'approved'",
    "has(e.approval) && e.approval.decision != 'approved'",
    "e.approval.decision != '' && e.approval.decision != 'approved'",
    "e.file.path.matches('a') && (e.event.action == 'x' && !e.file.path.startsWith('b'))",
    "e.model != ''",
    'e.approval.required == true',
    "e.system_context.skills.exists(s, s != 'x')",
  ])('is not %s', (match) => {
    expect(ofCondition(match, 'negation')).toEqual([]);
  });

  it('is more than a negation', () => {
    expect(ofCondition('e.command.exit_code == 0', 'negation')).toMatchObject([
      ['Open condition: it holds for an event without any field', expect.stringContaining('e.command')],
    ]);
  });
});

describe('a regular expression that never compiles', () => {
  it('is named at its place', () => {
    expect(ofCondition("e.event.action == 'file.read' || e.file.path.matches('(a')", 'pattern')).toEqual([
      ['Cannot compile pattern "(a": missing closing )', "'(a')'"],
    ]);
  });

  it('is not one that RE2 has', () => {
    expect(ofCondition(String.raw`e.file.path.matches('(?i)\\.env$')`, 'pattern')).toEqual([]);
  });
});

describe('a key in a fixture', () => {
  const withEvent = (event: object) => {
    const tests = [{ name: 'one', verdict: 'match', events: [{ event: { action: 'file.read' }, ...event }] }];
    return warningsOf(ruleText({ tests }))
      .filter(([code]) => code === 'fixture-key')
      .map(([, message, at]) => [message, at]);
  };

  it.each([
    [
      { command: { comand: 'x' } },
      'Unknown field "command.comand" in a fixture; did you mean "command.command"?',
      '"comand"',
    ],
    [{ zzz: 1 }, 'Unknown field "zzz" in a fixture', '"zzz"'],
    [{ 'a/b~': 1 }, 'Unknown field "a/b~" in a fixture', '"a/b~"'],
  ])('that is no field: %j', (event, message, at) => {
    expect(withEvent(event)).toEqual([[message, expect.stringContaining(at)]]);
  });

  it('may have any case, and nothing is said of what is in a field', () => {
    expect(withEvent({ FILE: { Path: 'x' }, system_context: { skills: [{ any: 1 }] } })).toEqual([]);
  });
});

describe('what no fixture notices', () => {
  const untested = (keys: object) =>
    warningsOf(ruleText(keys as Record<string, unknown>))
      .filter(([code]) => code === 'untested')
      .map(([, message]) => message);
  const fixture = (name: string, verdict: string, ...actions: string[]) => ({
    name,
    verdict,
    events: events(...actions),
  });

  it('is a condition in whose place true does as well', () => {
    expect(untested({})).toEqual(['Untested condition: all fixtures stay green with true in its place']);
  });

  it('is a condition in whose place false does as well', () => {
    expect(untested({ tests: [fixture('quiet', 'no_match', 'x')] })).toEqual([
      'Untested condition: all fixtures stay green with false in its place',
    ]);
  });

  it('is nothing of a rule with a fixture of each verdict', () => {
    expect(untested({ tests: [fixture('one', 'match', 'file.read'), fixture('two', 'no_match', 'x')] })).toEqual([]);
  });

  it('is a step, and a fixture with too few events to say anything', () => {
    expect(
      untested({ correlation, tests: [fixture('both', 'match', 'a', 'b'), fixture('short', 'no_match', 'x')] }),
    ).toEqual([
      'Idle fixture "short": it stays green with true or false in place of the condition',
      'Untested step "one": all fixtures stay green with true in its place',
      'Untested step "two": all fixtures stay green with true in its place',
    ]);
  });

  it('is nothing where each step has its quiet neighbour', () => {
    const tests = [
      fixture('both', 'match', 'a', 'b'),
      fixture('no first', 'no_match', 'x', 'b'),
      fixture('no second', 'no_match', 'a', 'x'),
    ];
    expect(untested({ correlation, tests })).toEqual([]);
  });

  it('is no fixture that is quiet for its window, or for its sessions', () => {
    const [a, b] = events('a', 'b');
    const tests = [
      fixture('both', 'match', 'a', 'b'),
      fixture('no first', 'no_match', 'x', 'b'),
      fixture('no second', 'no_match', 'a', 'x'),
      {
        name: 'late',
        verdict: 'no_match',
        events: [
          { ...a, timestamp: '2026-06-13T10:00:00Z' },
          { ...b, timestamp: '2026-06-13T10:01:01Z' },
        ],
      },
      { name: 'sessions', verdict: 'no_match', events: [a, { ...b, session: { id: 'other' } }] },
    ];
    expect(untested({ correlation, tests })).toEqual([]);
  });

  it('is not looked for where a fixture fails', () => {
    expect(untested({ tests: [fixture('wrong', 'match', 'x')] })).toEqual([]);
  });
});

describe('a field of v1.1', () => {
  it.each([
    [
      'threat-rules/v1',
      ['Newer field "command.output": threat-rules/v1 does not have it; write spec: threat-rules/v1.1'],
    ],
    ['threat-rules/v1.1', []],
    [undefined, []],
  ])('in a rule of %s', (spec, messages) => {
    const match = "e.command.output.contains('x')";
    const found = warningsOf(ruleText({ spec, match })).filter(([code]) => code === 'field-version');
    expect(found.map(([, message]) => message)).toEqual(messages);
  });
});

describe('the examples of the specification', () => {
  it.each([
    [singleEventRule, ['untested']],
    [correlationRule, ['untested', 'untested', 'untested']],
  ])('lack quiet neighbours, and nothing else', (text, codes) => {
    expect(warningsOf(text).map(([code]) => code)).toEqual(codes);
  });
});
