import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { createEnvironment } from '../environment.ts';

const environment = createEnvironment({ variables: { s: 'string', any: 'dyn' } });

function evaluate(source: string, bindings: Record<string, unknown> = {}): unknown {
  return environment.compile(source).evaluate(bindings);
}

describe('functions on text (cases of cel-spec string_ext and string, and code points beyond U+FFFF)', () => {
  const table: [source: string, value: unknown][] = [
    ["size('')", 0n],
    ["'ab'.size()", 2n],
    ["size('😀a')", 2n],
    ["size(b'ab') + [1].size() + size({'a': 1})", 4n],
    ["'abc'.contains('b') && !'abc'.contains('d') && ''.contains('')", true],
    ["'abc'.startsWith('ab') && 'abc'.endsWith('bc')", true],
    ["'tacocat'.charAt(3)", 'o'],
    ["'tacocat'.charAt(7)", ''],
    ["'©αT'.charAt(1)", 'α'],
    ["'a😀b'.charAt(1)", '😀'],
    ["'a😀b'.charAt(2)", 'b'],
    ["'tacocat'.indexOf('')", 0n],
    ["'tacocat'.indexOf('ac')", 1n],
    ["'tacocat'.indexOf('none')", -1n],
    ["'tacocat'.indexOf('', 3)", 3n],
    ["'tacocat'.indexOf('', 30)", 30n],
    ["'tacocat'.indexOf('a', 3)", 5n],
    ["'ta©o©αT'.indexOf('©', 3)", 4n],
    ["'😀a😀a'.indexOf('a')", 1n],
    ["'😀a😀a'.indexOf('a', 2)", 3n],
    ["''.indexOf('a')", -1n],
    ["'tacocat'.lastIndexOf('')", 7n],
    ["'tacocat'.lastIndexOf('at')", 5n],
    ["'tacocat'.lastIndexOf('none')", -1n],
    ["'tacocat'.lastIndexOf('', 3)", 3n],
    ["'tacocat'.lastIndexOf('a', 3)", 1n],
    ["'bananananana'.lastIndexOf('nana', 7)", 6n],
    ["''.lastIndexOf('@@')", -1n],
    ["'😀a😀a'.lastIndexOf('a')", 3n],
    ["'😀a😀a'.lastIndexOf('a', 2)", 1n],
    ["'TacoCÆt Xii'.lowerAscii()", 'tacocÆt xii'],
    ["'tacoCαt'.upperAscii()", 'TACOCαT'],
    ["'{0} days {0} hours'.replace('{0}', '2')", '2 days 2 hours'],
    ["'{0} days {0} hours'.replace('{0}', '2', 1).replace('{0}', '23')", '2 days 23 hours'],
    ["'hello hello'.replace('he', 'we', -1)", 'wello wello'],
    ["'hello hello'.replace('he', 'we', 0)", 'hello hello'],
    ["'aaa'.replace('a', '$&', 2)", '$&$&a'],
    ["'aaa'.replace('a', '$&')", '$&$&$&'],
    ["'a😀'.replace('', '-')", '-a-😀-'],
    ["'a😀b'.replace('', '-', 2)", '-a-😀b'],
    ["'aXbXc'.replace('X', '', 1)", 'abXc'],
    ["'ab'.replace('', '-', 1)", '-ab'],
    ["'ab'.replace('', '-', 3)", '-a-b-'],
    ["'hello world'.split(' ')", ['hello', 'world']],
    ["'a b c'.split(' ', 0)", []],
    ["'a b c'.split(' ', 1)", ['a b c']],
    ["'a b c'.split(' ', 2)", ['a', 'b c']],
    ["'o©o©o©o'.split('©', -1)", ['o', 'o', 'o', 'o']],
    ["'a😀b'.split('')", ['a', '😀', 'b']],
    ["'a😀b'.split('', 2)", ['a', '😀b']],
    ["''.split('')", []],
    ["'a,b,'.split(',')", ['a', 'b', '']],
    ["''.split(',')", ['']],
    ["'tacocat'.substring(4)", 'cat'],
    ["'tacocat'.substring(7)", ''],
    ["'tacocat'.substring(0, 4)", 'taco'],
    ["'tacocat'.substring(4, 4)", ''],
    ["'ta©o©αT'.substring(2, 6)", '©o©α'],
    ["'a😀b'.substring(1, 2)", '😀'],
    ["' \\f\\n\\r\\t\\vtext  '.trim()", 'text'],
    ["'\\u0085\\u00a0\\u1680text\\u2028\\u2029\\u202F\\u205F\\u3000'.trim()", 'text'],
    ["'\\u180etext\\u200b\\ufeff'.trim()", '\u180etext\u200b\ufeff'],
    ["'  '.trim()", ''],
    ["['x', 'y'].join()", 'xy'],
    ["['x', 'y'].join('-')", 'x-y'],
    ["[].join('-')", ''],
    ["'a😀b'.reverse()", 'b😀a'],
    [
      'strings.quote(\'first\\nsecond "x" \\\\ \\a\\b\\f\\r\\t\\v\')',
      '"first\\nsecond \\"x\\" \\\\ \\a\\b\\f\\r\\t\\v"',
    ],
    ["strings.quote('ta©o😀')", '"ta©o😀"'],
    ["strings.quote('')", '""'],
  ];
  it.each(table)('%s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });

  it.each([
    "'tacocat'.charAt(8)",
    "'tacocat'.charAt(-1)",
    "'tacocat'.indexOf('a', 7)",
    "'tacocat'.indexOf('a', -1)",
    "'tacocat'.lastIndexOf('a', -1)",
    "'tacocat'.lastIndexOf('a', 7)",
    "'tacocat'.indexOf('', -1)",
    "'tacocat'.lastIndexOf('', -1)",
    "'a😀'.indexOf('a', 2)",
    "'a😀'.substring(3)",
    "'tacocat'.substring(8)",
    "'tacocat'.substring(-1)",
    "'tacocat'.substring(1, 8)",
    "'tacocat'.substring(4, 3)",
    "'a😀b'.charAt(4)",
    "any.map(x, x).join('')",
  ])('%s is an evaluation error', (source) => {
    expect(() => evaluate(source, { any: [1] })).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it('an unpaired surrogate is quoted as U+FFFD', () => {
    expect(evaluate('strings.quote(s)', { s: '\ud800' })).toBe('"\ufffd"');
  });
});

describe('format (cases of cel-spec string_ext)', () => {
  const table: [source: string, value: string][] = [
    ["'no substitution'.format([])", 'no substitution'],
    ["'%%%s%%'.format(['text'])", '%text%'],
    ["'%d %d, %s'.format([1, 2u, 'A'])", '1 2, A'],
    ["'%.3f'.format([1.2345])", '1.234'],
    ["'%.3f'.format([123.4999])", '123.500'],
    ["'%.0f %.0f %.0f'.format([0.5, 1.5, 2.5])", '0 2 2'],
    ["'%f %f'.format([2.71828, 3])", '2.718280 3.000000'],
    ["'%.2f'.format([-0.001])", '-0.00'],
    ["'%b %b %b %b'.format([5, 64u, true, -5])", '101 1000000 1 -101'],
    ["'%o %o'.format([11, 65535u])", '13 177777'],
    ["'%x %X %x'.format([30, 6000u, -255])", '1e 1770 -ff'],
    ["'%x'.format(['Hello world!'])", '48656c6c6f20776f726c6421'],
    ["'%X'.format([b'byte string'])", '6279746520737472696E67'],
    ["'%x'.format(['é'])", 'c3a9'],
    [
      "'%.6e %e %.1e %e'.format([1052.032911275, 2.71828, -3.14, 0.0])",
      '1.052033e+03 2.718280e+00 -3.1e+00 0.000000e+00',
    ],
    ["'%.1e %.0e %e'.format([9.96, 1e100, 1e-7])", '1.0e+01 1e+100 1.000000e-07'],
    ["'%e %f %d'.format([double('NaN'), double('Infinity'), double('-Infinity')])", 'NaN Infinity -Infinity'],
    ["'%d %d'.format([3.14, 100000000000000000000.0])", '3.14 100000000000000000000'],
    ["'%s %s'.format([1e6, 0.0000001])", '1000000 0.0000001'],
    ["'%s %s %s'.format([null, 999999999999, b'xyz'])", 'null 999999999999 xyz'],
    ["'%s'.format([type('a')])", 'string'],
    ["'%s'.format([timestamp('2023-02-03T23:31:20+00:00')])", '2023-02-03T23:31:20Z'],
    ["'%s'.format([duration('1h45m47s')])", '6347s'],
    [
      "'%s'.format([['abc', 3.14, null, [9, 8], timestamp('2023-02-03T23:31:20Z')]])",
      '[abc, 3.14, null, [9, 8], 2023-02-03T23:31:20Z]',
    ],
    [
      "'%s'.format([{'k1': b'xyz', 'k5': null, 'k2': duration('2h'), 'k4': true}])",
      '{k1: xyz, k2: 7200s, k4: true, k5: null}',
    ],
    ["'%s'.format([{1: 'v1', uint(2): 'v2', true: double('NaN')}])", '{1: v1, 2: v2, true: NaN}'],
    ["'%s %d'.format([dyn(32), dyn(56u)])", '32 56'],
    ['s.format([1])', 'a 1'],
    ['s.format([1, 2])', 'a 1'],
    ["'😀%s'.format(['x'])", '😀x'],
  ];
  it.each(table)('%s', (source, value) => {
    expect(evaluate(source, { s: 'a %d' })).toBe(value);
  });

  it.each([
    ['s.format([])', '%d'],
    ["s.format(['x'])", '%d'],
    ["s.format([duration('1s')])", '%d'],
    ["s.format(['x'])", '%b'],
    ['s.format([0.5])', '%x'],
    ["s.format(['x'])", '%o'],
    ['s.format([null])', '%e'],
    ['s.format([1])', '%E'],
    ['s.format([1])', '%'],
    ['s.format([1])', '%.f'],
    ['s.format([1])', '%5d'],
    ["'%d'.format([dyn('x')])", ''],
  ])('%s for %j is an evaluation error', (source, s) => {
    expect(() => evaluate(source, { s })).toThrow(expect.objectContaining({ code: 'evaluation' }));
  });

  it('arguments that no clause takes are refused where the template is constant', () => {
    expect(() => environment.compile("'%s'.format(['a', 'b'])")).toThrow(CelError);
  });
});

describe('matches', () => {
  it.each([
    ["'/etc/shadow-'.matches('^/etc/shadow')", true],
    ["'xabcx'.matches('a.c')", true],
    ["'xabx'.matches('a.c')", false],
    ["matches('abc', '^a(b|x)c$')", true],
    ["'😀'.matches('^.$')", true],
    ["'ABC'.matches('(?i)abc')", true],
    ["'a\\nb'.matches('a.b')", false],
    ["'é'.matches('\\\\pL')", true],
    ["'ab'.matches(s)", true],
  ])('%s', (source, value) => {
    expect(evaluate(source, { s: '^a' })).toBe(value);
  });

  it('takes linear time where backtracking takes exponential', () => {
    const program = environment.compile("s.matches('^(a+)+$') || s.matches('(a|aa)*c')");
    const start = performance.now();
    expect(program.evaluate({ s: `${'a'.repeat(200_000)}b` })).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('keeps working when more patterns are used than are kept', () => {
    const program = environment.compile('s.matches(any)');
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 200; i++) expect(program.evaluate({ s: `x${i}x`, any: `^x${i}x$` })).toBe(true);
    }
  });
});
