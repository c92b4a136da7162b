import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { matchPlan } from './match-plan.ts';

const codeOf = (action: () => unknown) => {
  try {
    action();
    return 'fine';
  } catch (error) {
    return error instanceof EvaluationFailure ? error.code : 'another error';
  }
};

describe('a pattern runs on the fastest engine that is linear for it', () => {
  it.each([
    ['text', 'evil'],
    ['text', '^/proc/'],
    ['text', '^/dev/.*'],
    ['text', '[.]so$'],
    ['text', '^(cat|dog)$'],
    ['text', '^/etc/(passwd|shadow)'],
    ['text', '^/dev/fd(/|$)'],
    ['text', '(?s).*evil.*$'],
    ['text', '(a*)*b'],
    ['native', '(?i)^select'],
    ['native', '[^/]+/x'],
    ['native', '^(a+)+$'],
    ['native', '^[^\\n]*evil'],
    ['native', '\\.so(\\.[0-9]+)*$'],
    ['native', '([0-9]{1,3}\\.){3}[0-9]{1,3}'],
    ['native', '(?s)a.{12}b'],
    ['native', '\\bfoo\\b'],
    ['re2', '[ab]a*b'],
    ['re2', 'curl.*sh'],
    ['re2', '^(a|b|ab)*c'],
    ['re2', '^(\\w+\\s?)*$'],
    ['re2', '(x+x+)+y'],
    ['re2', '^(?:a?){30}a{30}$'],
    ['re2', '^(\\b|a)*c'],
    ['re2', '\\p{Greek}'],
    ['re2', '(?i)é'],
    ['re2', '\\B'],
  ])('%s: %s', (engine, pattern) => {
    expect(matchPlan(pattern).engine).toBe(engine);
  });

  it('no pattern of the rule library needs RE2', () => {
    const folder = new URL('../../../../pkg/rules/', import.meta.url);
    const rules = readdirSync(folder).filter((name) => /^r\d{4}-/.test(name));
    const patterns = rules.flatMap((name) => {
      const text = readFileSync(new URL(`${name}/rule.yaml`, folder), 'utf8');
      return [...text.matchAll(/\.matches\('([^']+)'\)/g)].map((match) => match[1] ?? '');
    });
    expect(patterns.length).toBeGreaterThan(2);
    expect(patterns.filter((pattern) => matchPlan(pattern).engine === 're2')).toEqual([]);
  });
});

describe('where RE2 and JavaScript differ, a pattern means what it means for RE2', () => {
  it.each([
    ['^a.b$', 'a\rb', true],
    ['^a.b$', 'a\nb', false],
    ['^(?s:a.b)$', 'a\nb', true],
    ['a$', 'a\n', false],
    ['(?m)a$', 'a\nb', true],
    ['(?m)a$', 'a\rb', false],
    ['(?m)^b', 'a\u2028b', false],
    ['x\\s', 'x\v', false],
    ['x\\s', 'x\u00a0', false],
    ['x[[:space:]]', 'x\v', true],
    ['x\\w', 'xé', false],
    ['x\\d', 'x٣', false],
    ['\\bx', 'éx', true],
    ['(?i)^k', '\u212a', true],
    ['(?i)^[s]', 'ſ', true],
    ['(?i)^[^k]', '\u212a', false],
    ['(?i)^\\w', 'ſ', true],
    ['^.$', '😀', true],
    ['^[^/]$', '😀', true],
    ['^[^/]$', '\ud83d', true],
    ['^\\x{1F600}', '😀', true],
    ['😀$', 'x😀', true],
    ['\\101', 'A', true],
    ['\\Qa.b\\E+$', 'a.bb', true],
    ['^a\\z', 'a', true],
    ['a{,2}', 'a{,2}', true],
    ['(?U)^a+?$', 'aa', true],
    ['(?P<name>a)(?<other>b)', 'ab', true],
    ['a(?i)b|c', 'C', true],
    ['(?i:a)b', 'AB', false],
    ['[]a]x', ']x', true],
    ['[^\\x00-\\x{10FFFF}]', 'a', false],
    ['', '', true],
  ])('%j on %j', (pattern, text, expected) => {
    expect(matchPlan(pattern).test(text)).toBe(expected);
  });
});

describe('a pattern that is none or too large', () => {
  it.each([
    'a(',
    'a)',
    '[a',
    'a**',
    '*',
    'a{2,1}',
    'a{1001}',
    '(?=a)',
    '(a)\\1',
    '\\pX{',
    '(?P<1',
    '\\',
    '[b-a]',
    '(?i',
  ])('%s is refused', (pattern) => {
    expect(() => matchPlan(pattern)).toThrow(EvaluationFailure);
  });

  it.each<[name: string, limit: number, make: (n: number) => string]>([
    ['length', limits.patternLength, (n) => 'a'.repeat(n)],
    ['size', limits.patternSize, (n) => 'x{1000}'.repeat(n / 1000) + 'b'.repeat(n % 1000)],
    ['depth', limits.depth, (n) => `${'(a|'.repeat(n)}b${')'.repeat(n)}`],
  ])('%s at the limit and above', (_name, limit, make) => {
    expect(codeOf(() => matchPlan(make(limit)))).toBe('fine');
    expect(codeOf(() => matchPlan(make(limit + 1)))).toBe('limit');
  });

  it('nested repetitions are refused before they are written out', () => {
    const pattern = 'x{1000}'.repeat(1000);
    expect(codeOf(() => matchPlan(pattern))).toBe('limit');
  });

  it('a text that takes RE2 too many steps is refused', () => {
    const { test } = matchPlan(`[ab]a*b(?:${'ab'.repeat(200)})?c`);
    const longest = Math.floor(limits.patternSteps / 404);
    expect(codeOf(() => test('a'.repeat(longest)))).toBe('fine');
    expect(codeOf(() => test('a'.repeat(longest + 1)))).toBe('limit');
  });
});
