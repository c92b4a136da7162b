import { compileThreatRules, evaluateBatch, parseThreatRules, readCatalogue } from '@rulelibrary/threat-rules';
import { describe, expect, it } from 'vitest';
import { compiledRule, ruleText } from './rule-text.ts';

function isMatch(match: string, event: object): boolean {
  return evaluateBatch([compiledRule({ match })], [event as never]).length === 1;
}

function faultOf(match: string) {
  const { rules } = parseThreatRules(ruleText({ match }), 'a.rule.yaml');
  const { problems } = compileThreatRules(rules);
  const line = ruleText({ match }).split('\n')[(problems[0]?.line ?? 1) - 1] ?? '';
  return [problems[0]?.code, problems[0]?.message, line.slice((problems[0]?.column ?? 1) - 1).slice(0, 12)];
}

describe('a condition', () => {
  it.each([
    ["e.file.path == '' && e.command.exit_code == 0 && !e.approval.required", {}],
    ['e.gen_ai.usage.cost_usd == 0.0 && e.sequence == 0u && e.system_context.skills == []', {}],
    ['e.gen_ai.usage.cache_creation.input_tokens == 0', { gen_ai: {} }],
    ["e.file.path.matches('env')", { file: { path: '/a/.env.local' } }],
    ["e.system_context.skills.exists(s, s.name == 'x')", { system_context: { skills: [{ name: 'x' }] } }],
    ["'stop' in e.gen_ai.response.finish_reasons", { gen_ai: { response: { finish_reasons: ['stop'] } } }],
    // Errors that another operand absorbs.
    ["e.system_context.skills[0] == 'a' || true", {}],
    ["e.file.path.matches('(') || e.event.action == 'x'", { event: { action: 'x' } }],
  ])('%s holds for %j', (match, event) => {
    expect(isMatch(match, event)).toBe(true);
  });

  it.each<[string, object, boolean]>([
    ['e.file.path', { file: { path: 'a' } }, true],
    ['e.file.path', { file: { path: '' } }, false],
    ['e.file.path', { file: {} }, false],
    ['e.file.path', {}, false],
    ['e.command.duration_ms', { command: { duration_ms: 1 } }, true],
    ['e.command.duration_ms', { command: { duration_ms: 0 } }, false],
    ['e.sequence', { sequence: 0 }, false],
    ['e.approval.required', { approval: { required: true } }, true],
    ['e.approval.required', { approval: { required: false } }, false],
    ['e.command.exit_code', { command: { exit_code: 0 } }, true],
    ['e.command.exit_code', { command: { exit_code: null } }, false],
    ['e.command.exit_code', { command: {} }, false],
    ['e.gen_ai.request.stream', { gen_ai: { request: { stream: false } } }, true],
    ['e.gen_ai.request.stop_sequences', { gen_ai: { request: { stop_sequences: [] } } }, true],
    ['e.gen_ai.request.stop_sequences', { gen_ai: { request: {} } }, false],
    ['e.system_context.skills', { system_context: { skills: [] } }, true],
    ['e.gen_ai', { gen_ai: {} }, true],
    ['e.gen_ai.usage', { gen_ai: {} }, false],
  ])('has(%s) of %j is %s', (path, event, expected) => {
    expect(isMatch(`has(${path})`, event)).toBe(expected);
  });

  it.each<[string, RegExp, string]>([
    ['e.file.pth == ""', /^Unknown field "pth" of Event.file; did you mean "path"\?$/, 'pth'],
    ['event.action == ""', /^Unknown variable "event"/, 'event'],
    ['e.event.action', /^Expected bool, got "string"$/, 'e.event.action'],
    ['e.command.exit_code == "0"', /^Expected operands of one type/, 'e.command.exit_code'],
    ['e.file.path.reverse() == ""', /^Unknown function "reverse"/, 'reverse'],
    ['ap.was_executed("", "")', /^Unknown function "ap.was_executed"/, 'ap.was'],
    ['e.event.action ==', /^Expected value/, ''],
  ])('%s does not compile', (match, message, place) => {
    const [code, text, rest] = faultOf(match);
    expect(code).toBe('expression');
    expect(text).toMatch(message);
    expect(rest?.startsWith(JSON.stringify(place).slice(1, -1).slice(0, 12))).toBe(true);
  });
});

describe('a pattern that never compiles', () => {
  it.each([
    ["e.file.path.matches('(')", false],
    ["!e.file.path.matches('(')", false],
    ["e.event.action == 'file.read' || e.file.path.matches('(')", true],
    ["e.file.path.matches('(') || e.file.path.matches('[') || e.event.action == 'file.read'", true],
  ])('makes %s as much as an error would', (match, expected) => {
    expect(isMatch(match, { event: { action: 'file.read' } })).toBe(expected);
  });

  it('is known with its place, and the evaluation error has one, too', () => {
    const match = "e.file.path.matches('(') || e.file.path.matches('[') || e.system_context.skills[0] == 1";
    const errors: unknown[] = [];
    const rule = compiledRule({ match });
    const [condition] = rule.conditions;
    expect(condition?.brokenPatterns.map(({ start, end }) => match.slice(start, end))).toEqual(["'('", "'['"]);
    evaluateBatch([rule], [{}], { onError: (error) => errors.push(error) });
    expect(errors).toMatchObject([{ ruleId: 'a-rule', message: expect.stringContaining('Cannot compile pattern') }]);
  });

  it('does not hide what else is wrong, at its place', () => {
    expect(faultOf("e.file.path.matches('(') && e.file.pth == ''")).toMatchObject([
      'expression',
      expect.stringContaining('Unknown field "pth"'),
      expect.stringMatching(/^pth/),
    ]);
  });
});

describe("a catalogue of one's own", () => {
  const text = (keys: object) => JSON.stringify({ fields: [{ path: 'host.name', type: 'string' }], ...keys });

  it('replaces the built-in one', () => {
    const { catalogue } = readCatalogue(text({}), 'fields.json');
    const { rules } = parseThreatRules(
      ruleText({ match: "e.host.name == 'a' && e.event.action == 'b'" }),
      'a.rule.yaml',
    );
    expect(compileThreatRules(rules, catalogue).problems).toMatchObject([
      { code: 'expression', message: expect.stringMatching(/^Unknown field "event" of Event/) },
    ]);
  });

  it('extends the built-in one where it says so', () => {
    const { catalogue } = readCatalogue(text({ extends: 'built-in' }), 'fields.json');
    expect(catalogue?.fields).toHaveLength(159);
    const rule = compiledRule({ match: "e.host.name == 'a' && e.event.action == 'b'" }, catalogue);
    expect(evaluateBatch([rule], [{ host: { name: 'a' }, event: { action: 'b' } }])).toHaveLength(1);
  });

  it.each([
    [{ fields: [{ path: 'a', type: 'text' }] }, 'Unknown type "text"'],
    [{ fields: [{ path: 'a..b', type: 'string' }] }, 'Expected a path such as file.path, got "a..b"'],
    [
      {
        fields: [
          { path: 'a', type: 'int' },
          { path: 'a', type: 'int' },
        ],
      },
      'Duplicate field "a"',
    ],
    [
      {
        fields: [
          { path: 'a', type: 'int' },
          { path: 'a.b', type: 'int' },
        ],
      },
      'Ambiguous field "a": a field cannot hold',
    ],
    [{ fields: [{ path: 'a.constructor', type: 'int' }] }, 'Reserved field "constructor"'],
    [{}, 'Missing key "fields"'],
  ])('%j is none', (catalogue, message) => {
    const { problems } = readCatalogue(JSON.stringify(catalogue), 'fields.json');
    expect(problems[0]?.message).toContain(message);
  });
});
