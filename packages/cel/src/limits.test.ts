import { describe, expect, it } from 'vitest';
import { CelError } from './cel-error.ts';
import { createEnvironment } from './environment.ts';
import { limits } from './limits.ts';

const environment = createEnvironment({ variables: { x: 'dyn', s: 'string', list: 'list(int)' } });

function compileCode(source: string): string {
  return codeOf(() => environment.compile(source));
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'fine';
  } catch (error) {
    return error instanceof CelError ? error.code : 'another error';
  }
}

describe('an expression at a limit compiles, one above it is refused', () => {
  const table: [name: string, limit: number, make: (n: number) => string][] = [
    ['length', limits.sourceLength, (n) => `'${'a'.repeat(n - 2)}'`],
    ['parentheses', limits.depth, (n) => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['not', limits.depth, (n) => `${'!'.repeat(n)}true`],
    ['minus', limits.depth, (n) => `${'-'.repeat(n)}x`],
    ['lists', limits.depth, (n) => `${'['.repeat(n)}1${']'.repeat(n)}`],
    ['selections', limits.depth, (n) => `x${'.a'.repeat(n)}`],
    ['indices', limits.depth, (n) => `x${'[0]'.repeat(n)}`],
    ['calls', limits.depth, (n) => `${'dyn('.repeat(n)}1${')'.repeat(n)}`],
    ['sums', limits.depth, (n) => `1${' + 1'.repeat(n)}`],
    ['conditions', limits.depth, (n) => `${'true ? 1 : '.repeat(n)}2`],
    ['nodes', limits.nodes, (n) => (n % 2 === 0 ? `!${chain(n / 2)}` : chain((n + 1) / 2))],
    ['elements', limits.elements, (n) => `[${'1,'.repeat(n)}]`],
    ['comprehensions', limits.comprehensions, (n) => `${'[1].all(y, '.repeat(n)}true${')'.repeat(n)}`],
    ['comprehensions in results', limits.comprehensions, (n) => `${'[1].map(y, '.repeat(n)}1${')'.repeat(n)}`],
    ['arguments', limits.arguments, (n) => `unknown(${Array(n).fill(1).join(',')})`],
    ['digits of a format', 1000, (n) => `'%.${n}f'.format([1.0])`],
  ];
  it.each(table)('%s', (_name, limit, make) => {
    expect(compileCode(make(limit))).not.toBe('limit');
    expect(compileCode(make(limit + 1))).toBe('limit');
  });

  function chain(terms: number): string {
    return Array(terms).fill('x').join('||');
  }

  it('comprehensions after each other are not inside each other', () => {
    const filters = '.filter(y, true)'.repeat(limits.comprehensions + 1);
    expect(compileCode(`list${filters} == [] && ${'list.all(y, true) && '.repeat(20)} true`)).toBe('fine');
  });

  it('a chain of && or || counts as one level, however long', () => {
    const chain = Array(2000).fill('s==s').join('||');
    expect(environment.compile(chain).evaluate({ s: '' })).toBe(true);
  });

  it.each(['(', '!', '-', '[', '{', 'x[', 'f(', 'true?', '1+', '!-', '- ! ', '{1:'])(
    '%j 20,000 times is an error with a place',
    (text) => {
      const source = text.repeat(20_000).slice(0, limits.sourceLength);
      expect(['limit', 'syntax']).toContain(compileCode(source));
    },
  );
});

describe('an evaluation at a limit ends, one above it fails', () => {
  const numbers = (n: number) => ({ list: Array(n).fill(1) });

  it.each([
    ['list.all(x, x == 1)', 1],
    ['list.map(x, x).size() == 0', 1],
    ['list.filter(x, false).size() == 0', 1],
    ['list.exists_one(x, x == 1)', 1],
    ['2 in list', 1],
    ['list.exists(x, x == 2) || list.exists(x, x == 3)', 2],
  ])('%s', (source, times) => {
    const program = environment.compile(source);
    const most = limits.iterations / times;
    expect(codeOf(() => program.evaluate(numbers(most)))).toBe('fine');
    expect(codeOf(() => program.evaluate(numbers(most + 1)))).toBe('limit');
  });

  it('nesting does not multiply it, and no operand absorbs it', () => {
    const program = environment.compile('list.all(a, list.all(b, a >= b)) || s.matches("^$")');
    expect(codeOf(() => program.evaluate({ ...numbers(1000), s: '' }))).toBe('limit');
  });

  it.each([
    ["s + 'a'", 1],
    ["'%sa'.format([s])", 1],
    ["[s, 'a'].join()", 1],
    ["'x'.replace('x', s + '') + 'a'", 1],
    ['strings.quote(s)', 2],
  ])('text of %s', (source, added) => {
    const program = environment.compile(source);
    expect(codeOf(() => program.evaluate({ s: 'b'.repeat(limits.textLength - added) }))).toBe('fine');
    expect(codeOf(() => program.evaluate({ s: 'b'.repeat(limits.textLength - added + 1) }))).toBe('limit');
  });

  it('replacing that would exceed any memory is refused', () => {
    const program = environment.compile("s.replace('b', s).size() > 0");
    expect(codeOf(() => program.evaluate({ s: 'b'.repeat(500_000) }))).toBe('limit');
  });

  it('a value nested 200,000 deep does not end the process', () => {
    let x: unknown = [];
    let y: unknown = [];
    for (let i = 0; i < 200_000; i++) [x, y] = [[x], [y]];
    const both = createEnvironment({ variables: { x: 'dyn', y: 'dyn' } });
    expect(codeOf(() => both.compile('x == y').evaluate({ x, y }))).toBe('limit');
    expect(codeOf(() => both.compile("'%s'.format([x])").evaluate({ x, y }))).toBe('limit');
    expect(codeOf(() => both.compile('[x]').evaluate({ x, y }))).toBe('limit');
  });
});
