import { describe, expect, it } from 'vitest';
import { CelError } from './cel-error.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { limits } from './limits.ts';

// What an attacker can write into a rule, and into an event that meets one. Each of these took minutes, gigabytes or the
// process before there was a bound to it; a second is many times what any takes now.

const longest = 15_000;

const environment = createEnvironment({
  variables: { s: 'string', p: 'string', list: 'list(int)', texts: 'list(string)', any: 'dyn' },
  extensions: ['strings', 'math', 'encoders', 'bindings', 'optionals', 'lists', 'sets', 'comprehensions2'],
});
/** Of rules. */
const strict = createEnvironment({ variables: { s: 'string', texts: 'list(string)', list: 'list(int)' } });

const megabyte = 'a'.repeat(1_048_576);
const many = new Array(100_000).fill(1);
const args = new Array(65_000).fill('a');

/** What becomes of an expression: its value, or the code of its error and whether it was refused when it was loaded. */
function outcomes(source: string, bindings: Readonly<Record<string, unknown>>, from: Environment): unknown[] {
  const started = performance.now();
  const program = outcome(() => from.compile(source));
  const results =
    typeof program === 'string'
      ? [`load: ${program}`]
      : [outcome(() => program.evaluateValue(bindings)), outcome(() => program.interpretValue(bindings))];
  expect(performance.now() - started).toBeLessThan(longest);
  return results;
}

function outcome<T>(action: () => T): T | string {
  try {
    return action();
  } catch (error) {
    if (error instanceof CelError) return error.code;
    throw error;
  }
}

describe('loops', () => {
  it.each([
    ['inside each other', 'list.all(a, list.all(b, true))', 'limit'],
    ['three inside each other', 'list.all(a, list.all(b, list.all(c, true)))', 'limit'],
    ['four inside each other', 'list.all(a, list.all(b, list.all(c, list.all(d, true))))', 'load: limit'],
    ['that another condition could absorb', 'list.all(a, list.all(b, true)) || list.size() == 0', 'limit'],
    ['over the list again and again', 'list.exists(a, a in list && a > 1)', 'limit'],
    ['that keep the list', 'list.map(a, list.map(b, list)).size() > 0', 'limit'],
    ['that ask for its size', 'list.exists(a, list.size() == 0)', false],
    ['that look into it', 'list.all(a, list[a] == 1)', true],
    ['with 100 conditions', `list.all(a, ${'a == 1 && '.repeat(100)} true)`, true],
    ['with 340 conditions', `list.all(a, ${'a == 2 || '.repeat(340)} a == 1)`, 'limit'],
    ['that search a text 30 times', `texts.exists(a, ${"s.contains(a + 'b') || ".repeat(30)} false)`, 'limit'],
    ['that replace in a text', "texts.exists(a, s.replace('a', 'b') == a)", 'limit'],
    ['that search a text 900 times', `texts.exists(a, ${"s.contains(a + 'b') || ".repeat(900)} false)`, 'load: limit'],
  ])('of a hundred thousand elements %s', (_name, source, expected) => {
    const results = outcomes(source, { s: 'a'.repeat(20_000), list: many, texts: args }, strict);
    expect(new Set(results)).toEqual(new Set([expected]));
  });

  it.each([
    'lists.range(100000).all(a, lists.range(100000).all(b, true))',
    'lists.range(100000).map(a, lists.range(100000))',
    'lists.range(100000).map(a, s + s)',
  ])('of %s are refused when they are loaded', (source) => {
    expect(outcomes(source, {}, environment)).toEqual(['load: limit']);
  });
});

describe('what loops build', () => {
  it.each([
    ["texts.map(a, s + a).filter(t, t.contains('zz')) == []", 'b'.repeat(80_000)],
    ["texts.map(a, s.lowerAscii()).exists(t, t == '')", 'B'.repeat(8_000)],
    ["texts.map(a, '%s'.format([s])) == []", 'b'.repeat(8_000)],
    ["texts.map(a, s.split('')) == []", 'b'.repeat(8_000)],
    ["texts.map(a, s.replace('b', 'ccc')) == []", 'b'.repeat(8_000)],
    [`texts.map(a, [${'a, '.repeat(100)}]) == []`, ''],
    ['texts.map(a, {s: [s + a]}) == []', 'b'.repeat(80_000)],
    ['texts.map(a, texts.filter(b, b == a)) == []', ''],
    ['list.map(a, list).map(b, b + b) == []', ''],
    ['texts.transformMap(i, a, s + string(i)) == {}', 'b'.repeat(80_000)],
  ])('with %s stays within the memory', (source, s) => {
    expect(new Set(outcomes(source, { s, list: many, texts: args }, environment))).toEqual(new Set(['limit']));
  });

  it.each([
    ['doubled 60 times', ''],
    ['and compared', ' == [any]'],
    ['and looked through', '.exists(x, x == any)'],
  ])('%s is refused', (_name, use) => {
    const source = `[1]${'.map(x, [x, x])'.repeat(60)}${use}`;
    expect(new Set(outcomes(source, { any: 1 }, environment))).toEqual(new Set(['limit']));
  });

  it.each([
    ['is given to the host', (list: string) => list],
    ['is compared', (list: string) => `${list} == [any]`],
    ['is written out', (list: string) => `'%s'.format([${list}])`],
  ])('that holds itself twice 60 times over %s', (_name, use) => {
    const source = use(`cel.bind(a, [any, any], ${bound('[a, a]', 60)})`);
    const started = performance.now();
    const program = environment.compile(source);
    for (const evaluate of [program.evaluate, program.evaluateValue]) outcome(() => evaluate({ any: 1 }));
    expect(performance.now() - started).toBeLessThan(longest);
  });

  function bound(value: string, times: number): string {
    return times === 0 ? 'a' : `cel.bind(a, ${value}, ${bound(value, times - 1)})`;
  }

  it('is text that grows no further than a text may', () => {
    const doubled = new Array(40).fill(".replace('a', 'aaaaaaaa')").join('');
    expect(outcomes(`s${doubled} == ''`, { s: 'a'.repeat(100) }, strict)).toEqual(['load: limit']);
    const some = new Array(6).fill(".replace('a', s)").join('');
    expect(new Set(outcomes(`s${some} == ''`, { s: 'a'.repeat(100) }, strict))).toEqual(new Set(['limit']));
    expect(new Set(outcomes('texts.join(s)', { s: megabyte, texts: args }, strict))).toEqual(new Set(['limit']));
  });
});

describe('regular expressions that backtrack', () => {
  it.each([
    '(a+)+$',
    '^(a|a)*b',
    '(.*)*x',
    '(a*)*b',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(a?){30}a{30}$',
    '((a{10}){10}){9}b',
  ])('%s matches or not in linear time', (pattern) => {
    const bindings = { s: `${megabyte}!`, p: pattern };
    expect(new Set(outcomes(`s.matches('${pattern}')`, bindings, strict))).toEqual(new Set([false]));
    expect(new Set(outcomes('s.matches(p)', bindings, environment))).toEqual(new Set([false]));
  });

  it('of counted repetitions inside each other are refused', () => {
    expect(outcomes("s.matches('((a{1000}){1000}){1000}')", {}, strict)).toEqual(['load: limit']);
    expect(outcomes("s.matches('(a{50}){50}')", {}, strict)).toEqual(['load: syntax']);
    const each = ['a', 'b', 'c', 'd', 'e'].map((letter) => `t.matches('(${letter}{10}){100}x')`).join(' || ');
    expect(outcomes(`texts.exists(t, ${each})`, {}, strict)).toEqual(['load: limit']);
  });
});

describe('text', () => {
  const part = `${'a'.repeat(250_000)}b${'a'.repeat(250_000)}`;

  it.each([
    ['s.contains(p)', false],
    ['s.indexOf(p) >= 0', false],
    ['s.lastIndexOf(p) >= 0', false],
    ['s.split(p).size() == 1', true],
    ["s.replace(p, '') == s", true],
    ['s.startsWith(p) || s.endsWith(p)', false],
    ['s.trim() == s', true],
  ])('made to be slow to search: %s', (source, expected) => {
    expect(outcomes(source, { s: megabyte, p: part }, environment)).toEqual([expected, expected]);
  });

  it.each(['int(s)', 'uint(s)', 'double(s)', 'duration(s)', 'timestamp(s)', "duration(s + 's')"])(
    'of a million digits is no number: %s',
    (source) => {
      expect(outcomes(source, { s: '9'.repeat(1_000_000) }, strict)).toEqual(['evaluation', 'evaluation']);
    },
  );
});

describe('expressions', () => {
  it.each([
    ['parentheses', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['lists', `${'['.repeat(10_000)}1${']'.repeat(10_000)}`],
    ['calls', `${'size('.repeat(5_000)}s${')'.repeat(5_000)}`],
    ['negations', `${'!'.repeat(20_000)}true`],
    ['minus signs', `${'-'.repeat(20_000)}list[0]`],
    ['conditions', `${'true ? 1 : '.repeat(2_500)}2`],
    ['selections', `any${'.a'.repeat(10_000)}`],
    ['sums', `1${' + 1'.repeat(5_000)}`],
    ['macros', `${'list.all(x, '.repeat(2_000)}true${')'.repeat(2_000)}`],
    ['all of it', `a${'a'.repeat(limits.sourceLength)}`],
    ['elements', `[${'1,'.repeat(limits.elements + 1)}]`],
  ])('of 10,000 %s are refused when they are loaded', (_name, source) => {
    expect(outcomes(source, {}, environment)).toEqual(['load: limit']);
  });

  it.each([
    ['digits', '9'.repeat(30_000)],
    ['hexadecimal digits', `0x${'f'.repeat(30_000)}`],
    ['digits without sign', `${'9'.repeat(30_000)}u`],
    ['digits before the point', `${'9'.repeat(30_000)}.0`],
    ['exponent', '1e999'],
  ])('with a number of too many %s are refused', (_name, source) => {
    expect(outcomes(source, {}, environment)).toEqual(['load: syntax']);
  });

  it.each([
    '9223372036854775807 + list[0]',
    '-9223372036854775808 - list[0]',
    '9223372036854775807 * 9223372036854775807 * list[0]',
    '-9223372036854775808 / -list[0]',
    '18446744073709551615u + uint(list[0])',
    'int(1.0e300) + list[0]',
    "duration('315576000000s') + duration('315576000000s') > duration(list[0])".replace('list[0]', "'1s'"),
    "timestamp('9999-12-31T23:59:59Z') + duration('24h') > timestamp(list[0])",
  ])('that leave the numbers fail: %s', (source) => {
    expect(outcomes(source, { list: [1] }, environment)).toEqual(['evaluation', 'evaluation']);
  });
});
