import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import { childrenOf } from './children-of.ts';
import type { Node } from './node.ts';
import { parse } from './parse.ts';

// Long since it is tables: the grammar in rows.

/** A tree in brackets, operator first: `(+ 1 (* a 2))`. */
function show(node: Node): string {
  const shown = (items: readonly Node[]) =>
    items.map((item, index) => (node.optionals?.has(index) ? `?${show(item)}` : show(item))).join(' ');
  switch (node.op) {
    case 'value':
      return typeof node.args === 'string' ? JSON.stringify(node.args) : String(node.args);
    case 'id':
      return node.args;
    case '.':
    case '.?':
      return `(${node.op} ${show(node.args[0])} ${node.args[1]})`;
    case 'call':
      return `(${[node.args[0], ...node.args[1].map(show)].join(' ')})`;
    case 'rcall':
      return `(${[`.${node.args[0]}`, show(node.args[1]), ...node.args[2].map(show)].join(' ')})`;
    case 'list':
      return `[${shown(node.args)}]`;
    case 'map':
      return `{${node.args.map(([key, value], at) => `${mark(node, at)}${show(key)}:${show(value)}`).join(' ')}}`;
    case 'struct': {
      const fields = node.args[1].map(([name, value], at) => `${mark(node, at)}${name}:${show(value)}`);
      return `${node.args[0]}{${fields.join(' ')}}`;
    }
    default:
      return `(${node.op} ${childrenOf(node).map(show).join(' ')})`;
  }
}

function mark(node: Node, index: number): string {
  return node.optionals?.has(index) ? '?' : '';
}

function errorOf(source: string): CelError {
  try {
    parse(source);
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function codeOf(source: string): string {
  try {
    parse(source);
    return 'fine';
  } catch (error) {
    return error instanceof CelError ? error.code : 'another error';
  }
}

describe('operators', () => {
  it.each([
    ['a + b * c - d / e % f', '(- (+ a (* b c)) (% (/ d e) f))'],
    ['a - b - c', '(- (- a b) c)'],
    ['a == b < c', '(< (== a b) c)'],
    ['a < b == c', '(== (< a b) c)'],
    ['a in b in c', '(in (in a b) c)'],
    ['a <= b >= c > d != e', '(!= (> (>= (<= a b) c) d) e)'],
    ['a + b in c', '(in (+ a b) c)'],
    ['a || b && c || d', '(|| (|| a (&& b c)) d)'],
    ['a == b && c != d', '(&& (== a b) (!= c d))'],
    ['a ? b : c', '(?: a b c)'],
    ['a ? b : c ? d : e', '(?: a b (?: c d e))'],
    ['a || b ? c && d : e || f', '(?: (|| a b) (&& c d) (|| e f))'],
    ['a ? (b ? c : d) : e', '(?: a (?: b c d) e)'],
    ['(a ? b : c) ? d : e', '(?: (?: a b c) d e)'],
    ['(a + b) * c', '(* (+ a b) c)'],
    ['!a', '(!_ a)'],
    ['!!a.b', '(!_ (!_ (. a b)))'],
    ['-a', '(-_ a)'],
    ['- - a', '(-_ (-_ a))'],
    ['!a == b', '(== (!_ a) b)'],
    ['-a * b', '(* (-_ a) b)'],
    ['a--b', '(- a (-_ b))'],
    ['a - -b', '(- a (-_ b))'],
    ['inner in index', '(in inner index)'],
  ])('%s is %s', (source, tree) => {
    expect(show(parse(source))).toBe(tree);
  });
});

describe('the sign of a number', () => {
  it.each([
    ['-1', '-1'],
    ['- 1', '-1'],
    ['-1.5', '-1.5'],
    ['-.5', '-0.5'],
    ['-0x10', '-16'],
    ['4--4', '(- 4 -4)'],
    ['4-4', '(- 4 4)'],
    ['--4', '(-_ -4)'],
    ['---4', '(-_ (-_ -4))'],
    ['-(4)', '(-_ 4)'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['--9223372036854775808', '(-_ -9223372036854775808)'],
    ['-1 + -2', '(+ -1 -2)'],
    ['-1.abs()', '(.abs -1)'],
  ])('%s is %s', (source, tree) => {
    expect(show(parse(source))).toBe(tree);
  });

  it('is an operator before a uint', () => {
    expect(parse('-1u').op).toBe('-_');
  });
});

describe('members', () => {
  it.each([
    ['a.b.c', '(. (. a b) c)'],
    ['.a.b', '(. .a b)'],
    ['.f(x)', '(.f x)'],
    ['.a.f(x)', '(.f .a x)'],
    ['f()', '(f)'],
    ['f(a, b)', '(f a b)'],
    ['a.f()', '(.f a)'],
    ['a.b.f(c)(d)'.slice(0, 8), '(.f (. a b) c)'],
    ['a[b][0]', '([] ([] a b) 0)'],
    ['a[b ? c : d]', '([] a (?: b c d))'],
    ['a.while', '(. a while)'],
    ['a.while()', '(.while a)'],
    ['a.`b-c`', '(. a b-c)'],
    ['a.`b c/d.e_1`.f', '(. (. a b c/d.e_1) f)'],
    ['a.`in`', '(. a in)'],
    ['a.?b', '(.? a b)'],
    ['a.?b.c.?`d-e`', '(.? (. (.? a b) c) d-e)'],
    ['a[?i]', '([?] a i)'],
    ['a[?i][j].?k', '(.? ([] ([?] a i) j) k)'],
    ["'a'.size()", '(.size "a")'],
    ['1.size()', '(.size 1)'],
    ['[1][0]', '([] [1] 0)'],
    ['{1: 2}[1]', '([] {1:2} 1)'],
    ['a.all(x, x > 0)', '(.all a x (> x 0))'],
  ])('%s is %s', (source, tree) => {
    expect(show(parse(source))).toBe(tree);
  });
});

describe('lists, maps and structs', () => {
  it.each([
    ['[]', '[]'],
    ['[,]', '[]'],
    ['[1, 2,]', '[1 2]'],
    ['[a, ?b, ?c,]', '[a ?b ?c]'],
    ['[[1], []]', '[[1] []]'],
    ['{}', '{}'],
    ['{,}', '{}'],
    ["{'a': 1, b: 2,}", '{"a":1 b:2}'],
    ["{?'a': b, c: d}", '{?"a":b c:d}'],
    ['{a ? b : c: d ? e : f}', '{(?: a b c):(?: d e f)}'],
    ['T{}', 'T{}'],
    ['T{,}', 'T{}'],
    ['T{a: 1, ?b: c,}', 'T{a:1 ?b:c}'],
    ['T{`in`: true}', 'T{in:true}'],
    ['a.b.T{c: 1}', 'a.b.T{c:1}'],
    ['. a . b . T { c : 1 }', '.a.b.T{c:1}'],
    ['T{}.a', '(. T{} a)'],
    ['T{a: U{}}', 'T{a:U{}}'],
  ])('%s is %s', (source, tree) => {
    expect(show(parse(source))).toBe(tree);
  });

  it('know which elements are optional, and nothing of it where none is', () => {
    expect(parse('[a, ?b]')).toHaveProperty('optionals', new Set([1]));
    expect(parse('[a, b]')).not.toHaveProperty('optionals');
  });
});

describe('blanks and comments', () => {
  it.each([
    [' \t\n\f\ra\r', 'a'],
    ['a // b\n + c', '(+ a c)'],
    ['a // b', 'a'],
    ['// a\r\n// b\nc', 'c'],
    ["'//' + a", '(+ "//" a)'],
    ['a.// b\nc', '(. a c)'],
  ])('%j is %s', (source, tree) => {
    expect(show(parse(source))).toBe(tree);
  });
});

describe('what is no expression', () => {
  const table: [source: string, place: string, at: number, message: RegExp][] = [
    ['', '', 0, /^Expected value, got "end of expression"$/],
    [' // a', '', 5, /^Expected value, got "end of expression"$/],
    ['1 +', '', 3, /^Expected value, got "end of expression"$/],
    ['1 + + 2', '+', 4, /^Expected value, got "\+"$/],
    ['in', 'in', 0, /^Expected value, got "in"$/],
    ['(1', '', 2, /^Expected "\)", got "end of expression"$/],
    ['f(1', '', 3, /^Expected "\)", got "end of expression"$/],
    ['f(1,)', ')', 4, /^Expected value, got "\)"$/],
    ['[1', '', 2, /^Expected "\]", got "end of expression"$/],
    ['[1,,2]', ',', 3, /^Expected value, got ","$/],
    ['[,1]', '1', 2, /^Expected "\]", got "1"$/],
    ['a[]', ']', 2, /^Expected value, got "\]"$/],
    ['a[1, 2]', ',', 3, /^Expected "\]", got ","$/],
    ['{a}', '}', 2, /^Expected ":", got "}"$/],
    ['{:a}', ':', 1, /^Expected value, got ":"$/],
    ['{a: b', '', 5, /^Expected "}", got "end of expression"$/],
    ['T{1: 2}', '1', 2, /^Expected name, got "1"$/],
    ["T{'a': 2}", "'a'", 2, /^Expected name, got "'a'"$/],
    ['T{a}', '}', 3, /^Expected ":", got "}"$/],
    ['(T){}', '{', 3, /^Expected operator or end of expression, got "{"$/],
    ['(a.T){}', '{', 5, /^Expected operator or end of expression, got "{"$/],
    ['a.`T`{}', '{', 5, /^Expected operator or end of expression, got "{"$/],
    ['a.?T{}', '{', 4, /^Expected operator or end of expression, got "{"$/],
    ['T{}{}', '{', 3, /^Expected operator or end of expression, got "{"$/],
    ['T(){}', '{', 3, /^Expected operator or end of expression, got "{"$/],
    ['T{}()', '(', 3, /^Expected operator or end of expression, got "\("$/],
    ['a.f()()', '(', 5, /^Expected operator or end of expression, got "\("$/],
    ['a.?f()', '(', 4, /^Expected operator or end of expression, got "\("$/],
    ['a.`f`()', '(', 5, /^Expected operator or end of expression, got "\("$/],
    ['1 2', '2', 2, /^Expected operator or end of expression, got "2"$/],
    ['a b', 'b', 2, /^Expected operator or end of expression, got "b"$/],
    ['1.', '', 2, /^Expected name, got "end of expression"$/],
    ['a.', '', 2, /^Expected name, got "end of expression"$/],
    ['a.1', '.1', 1, /^Expected operator or end of expression, got "\.1"$/],
    ['a."b"', '"b"', 2, /^Expected name, got "\\?"b\\?""$/],
    ['a.true', 'true', 2, /^Expected name, got "true"$/],
    ['a.in', 'in', 2, /^Expected name, got "in"$/],
    ['a..b', '.', 2, /^Expected name, got "\."$/],
    ['.', '', 1, /^Expected name, got "end of expression"$/],
    ['`a`', '`a`', 0, /^Expected value, got "`a`"$/],
    ['a.`$b`', '`', 2, /^Unexpected character "`"$/],
    ['a.``', '`', 2, /^Unexpected character "`"$/],
    ['while', 'while', 0, /^Reserved name "while"$/],
    ['a.map(var, var)', 'var', 6, /^Reserved name "var"$/],
    ['if(a)', 'if', 0, /^Reserved name "if"$/],
    ['.package.a', 'package', 1, /^Reserved name "package"$/],
    ['a ? b', '', 5, /^Expected ":", got "end of expression"$/],
    ['a ? b ? c : d : e', '?', 6, /^Expected ":", got "\?"$/],
    ['a ? : b', ':', 4, /^Expected value, got ":"$/],
    ['!-a', '-', 1, /^Expected value, got "-"$/],
    ['-!a', '!', 1, /^Expected value, got "!"$/],
    ['a = 1', '=', 2, /^Unexpected character "="$/],
    ['a & b', '&', 2, /^Unexpected character "&"$/],
    ['a | b', '|', 2, /^Unexpected character "\|"$/],
    ['a + #', '#', 4, /^Unexpected character "#"$/],
    ['a + é', 'é', 4, /^Unexpected character "é"$/],
    ['a + 😀', '😀', 4, /^Unexpected character "😀"$/],
    ['a\u00a0', '\u00a0', 1, /^Unexpected character/],
    ['\u0000', '\u0000', 0, /^Unexpected character "\\u\{0\}"$/],
    ['1x', 'x', 1, /^Expected operator or end of expression, got "x"$/],
    ['0x', 'x', 1, /^Expected operator or end of expression, got "x"$/],
    ['1e', 'e', 1, /^Expected operator or end of expression, got "e"$/],
    ['1.5u', 'u', 3, /^Expected operator or end of expression, got "u"$/],
  ];
  it.each(table)('%j', (source, place, at, message) => {
    const error = errorOf(source);
    expect({ code: error.code, place: source.slice(error.start, error.end), at: error.start }).toStrictEqual({
      code: 'syntax',
      place,
      at,
    });
    expect(error.message).toMatch(message);
  });

  it('is refused where it first is none', () => {
    expect(errorOf("a b 'c").start).toBe(2);
  });
});

describe('the ranges of pieces', () => {
  /** Every piece as `text @ what its pos points at`, outermost first. */
  function pieces(source: string): string[] {
    const list = (node: Node): string[] => {
      const text = source.slice(node.start, node.end);
      const own = node.pos === node.start ? text : `${text} @ ${source.slice(node.pos, node.pos + 2)}`;
      return [own, ...childrenOf(node).flatMap(list)];
    };
    return list(parse(source));
  }

  it.each([
    ['(a || b) && c', ['(a || b) && c @ &&', 'a || b @ ||', 'a', 'b', 'c']],
    [' ( a ) + ((b)) ', ['( a ) + ((b)) @ + ', 'a', 'b']],
    ['((a))', ['a']],
    ['a ? (b) : (c)', ['a ? (b) : (c) @ ? ', 'a', 'b', 'c']],
    ['!(a)', ['!(a)', 'a']],
    ['- - (a)', ['- - (a)', '- (a)', 'a']],
    ['- 1', ['- 1']],
    ['-1 - -2', ['-1 - -2 @ - ', '-1', '-2']],
    ['(a) . b', ['(a) . b @ b', 'a']],
    ['a . `b`', ['a . `b` @ `b', 'a']],
    ['a.? b', ['a.? b @ b', 'a']],
    ['(a).f( b ) + 1', ['(a).f( b ) + 1 @ + ', '(a).f( b ) @ f(', 'a', 'b', '1']],
    ['(a) [ b ] ', ['(a) [ b ]', 'a', 'b']],
    [' f ( a ) // b', ['f ( a )', 'a']],
    ['. f ( a )', ['. f ( a )', 'a']],
    ['[ (a), b, ]', ['[ (a), b, ]', 'a', 'b']],
    ['{ (a): (b) }', ['{ (a): (b) }', 'a', 'b']],
    ['a . T { b : (c) }.d', ['a . T { b : (c) }.d @ d', 'a . T { b : (c) }', 'c']],
    ["'a' + r'''b'''", ["'a' + r'''b''' @ + ", "'a'", "r'''b'''"]],
  ])('%j', (source, expected) => {
    expect(pieces(source)).toStrictEqual(expected);
  });
});

describe('an expression at a limit is read, one above it is refused', () => {
  const table: [name: string, limit: number, make: (n: number) => string][] = [
    ['length', limits.sourceLength, (n) => `'${'a'.repeat(n - 2)}'`],
    ['parentheses', limits.depth, (n) => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['not', limits.depth, (n) => `${'!'.repeat(n)}true`],
    ['minus', limits.depth, (n) => `${'-'.repeat(n)}a`],
    ['minus before a number, which is its sign', limits.depth + 1, (n) => `${'-'.repeat(n)}1`],
    ['lists', limits.depth, (n) => `${'['.repeat(n)}1${']'.repeat(n)}`],
    ['maps', limits.depth, (n) => `${'{1:'.repeat(n)}1${'}'.repeat(n)}`],
    ['structs', limits.depth, (n) => `${'T{a:'.repeat(n)}1${'}'.repeat(n)}`],
    ['selections', limits.depth, (n) => `x${'.a'.repeat(n)}`],
    ['optional selections', limits.depth, (n) => `x${'.?a'.repeat(n)}`],
    ['indices', limits.depth, (n) => `x${'[0]'.repeat(n)}`],
    ['indices in indices', limits.depth, (n) => `${'x['.repeat(n)}0${']'.repeat(n)}`],
    ['calls', limits.depth, (n) => `${'f('.repeat(n)}1${')'.repeat(n)}`],
    ['method calls', limits.depth, (n) => `x${'.f()'.repeat(n)}`],
    ['sums', limits.depth, (n) => `1${' + 1'.repeat(n)}`],
    ['comparisons', limits.depth, (n) => `1${' < 1'.repeat(n)}`],
    ['conditions', limits.depth, (n) => `${'a ? 1 : '.repeat(n)}2`],
    // The innermost branch is in a conditional as well as in its parentheses.
    ['conditions in conditions', limits.depth - 1, (n) => `${'('.repeat(n)}1${' ? 1 : 2)'.repeat(n)}`],
    ['logical operators inside each other', limits.depth, (n) => alternating(n)],
    ['nodes', limits.nodes, (n) => (n % 2 === 0 ? `!${chain(n / 2)}` : chain((n + 1) / 2))],
    ['elements of a list', limits.elements, (n) => `[${'1,'.repeat(n)}]`],
    ['entries of a map', limits.elements, (n) => `{${'1:1,'.repeat(n)}}`],
    ['fields of a struct', limits.elements, (n) => `T{${'a:1,'.repeat(n)}}`],
    ['arguments', limits.arguments, (n) => `f(${Array(n).fill(1).join(',')})`],
    ['arguments of a method', limits.arguments, (n) => `a.f(${Array(n).fill(1).join(',')})`],
  ];
  it.each(table)('%s', (_name, limit, make) => {
    expect(codeOf(make(limit))).toBe('fine');
    expect(codeOf(make(limit + 1))).toBe('limit');
  });

  function chain(terms: number): string {
    return Array(terms).fill('a').join('||');
  }

  function alternating(n: number): string {
    let source = 'a';
    for (let level = 1; level <= n; level++) source = level % 2 === 0 ? `b || ${source}` : `b && (${source})`;
    return source;
  }

  it.each(['&&', '||'])('a chain of %s counts as one level, however long', (operator) => {
    expect(codeOf(Array(4000).fill('a').join(operator))).toBe('fine');
  });

  it.each([
    ['f(', '1,', limits.arguments, '1', /^Too many arguments, maximum 32$/],
    ['[', '1,', limits.elements, '1', /^Too many elements, maximum 4096$/],
    ['', '(', limits.depth, '(', /^Too many nested operations, maximum 250$/],
    ['a', '.b', limits.depth, 'a', /^Too many nested operations, maximum 250$/],
  ])('%s and too often %s tell their place', (start, item, limit, place, message) => {
    const source = start + item.repeat(limit + 1);
    const error = errorOf(source);
    expect(error.message).toMatch(message);
    expect(source.slice(error.start, error.end)).toBe(place);
  });
});

describe('hostile text', () => {
  it.each([
    '(',
    '!',
    '-',
    '[',
    '{',
    'x[',
    'f(',
    'a?b:',
    'a?',
    '1+',
    '!-',
    '- ! ',
    '{1:',
    'T{a:',
    '[?',
    'a.',
    'a.?',
    '.',
    ',',
    '?',
    ':',
    ')',
    "'",
    '"""',
    "r'''",
    '`',
    '\\',
    '//',
    '//\n',
    ' ',
    '9',
    '0x',
    '1.',
    '.1',
    '1e',
    '&&',
    'a||',
    '\ud83d',
    "'\\",
    'in ',
    '1||1&&1==1+1*-f(a?b:[{a:T{b:x[!(',
  ])('%j again and again ends soon, with a place', (text) => {
    const source = text.repeat(40_000).slice(0, limits.sourceLength);
    const from = performance.now();
    const error = errorOf(source);
    expect(performance.now() - from).toBeLessThan(1000);
    expect(['limit', 'syntax']).toContain(error.code);
    expect(error.start).toBeGreaterThanOrEqual(0);
    expect(error.end).toBeLessThanOrEqual(source.length);
  });

  it('that nests operators of all levels in parentheses does not exhaust the stack', () => {
    const open = '1||1&&1==1+1*-a?b:[f(';
    const source = `${open.repeat(limits.depth / 2)}1${')]'.repeat(limits.depth / 2)}`;
    expect(codeOf(source)).toBe('limit');
    const parentheses = `${'1||1&&1==1+1*('.repeat(limits.depth)}1${')'.repeat(limits.depth)}`;
    expect(codeOf(parentheses)).toBe('limit');
  });
});
