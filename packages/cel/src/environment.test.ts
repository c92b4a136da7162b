import { describe, expect, it } from 'vitest';
import { CelError } from './cel-error.ts';
import { createEnvironment } from './environment.ts';

// Long since it is tables: the language in rows, against one environment.

const calls: (readonly unknown[])[] = [];

const environment = createEnvironment({
  variables: {
    s: 'string',
    i: 'int',
    u: 'uint',
    d: 'double',
    b: 'bool',
    any: 'dyn',
    texts: 'list(string)',
    ints: 'list(int)',
    labels: 'map(string, string)',
    counts: 'map(string, int)',
    thing: 'Thing',
    other: 'Thing',
    nulls: 'Thing',
  },
  types: { Thing: { name: 'string', size: 'uint', part: 'Part', tags: 'list(string)' }, Part: { id: 'int' } },
  functions: [
    { name: 'host.echo', params: ['string', 'string'], result: 'bool', call: (...args) => record(args, true) },
    { name: 'host.number', params: ['int'], result: 'string', call: (...args) => record(args, 'int') },
    { name: 'host.number', params: ['uint'], result: 'string', call: (...args) => record(args, 'uint') },
    { name: 'host.wrong', params: ['string'], result: 'bool', call: () => 'no bool' },
    { name: 'host.throws', params: ['string'], result: 'bool', call: () => thrower() },
    { name: 'host.map', params: ['map(string, int)'], result: 'uint', call: (...args) => record(args, 7) },
  ],
});

const bindings = {
  s: 'text',
  i: -5,
  u: 7,
  d: 2.5,
  b: true,
  any: { n: 3, list: [1, 'a', null], deep: { x: true }, ['__proto__x']: 1 },
  texts: ['a', 'b'],
  ints: [1, 2n],
  labels: { app: 'web' },
  counts: { a: 1 },
  thing: { name: 'box', part: { id: 4 } },
  other: { name: 'box', part: { id: 4 } },
  nulls: { size: null },
};

function record(args: readonly unknown[], result: unknown): unknown {
  calls.push(args);
  return result;
}

function thrower(): never {
  throw new Error('the disk is gone');
}

function evaluate(source: string): unknown {
  return environment.compile(source).evaluate(bindings);
}

function errorOf(action: () => unknown): CelError {
  try {
    action();
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('values', () => {
  const table: [source: string, value: unknown][] = [
    ['1 + 2 * 3 - 4 / 2', 5n],
    ['-7 / 2', -3n],
    ['-7 % 3', -1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['18446744073709551615u', 2n ** 64n - 1n],
    ['0xff', 255n],
    ['7u % 4u', 3n],
    ['1.5 + 2.5', 4],
    ['1.0 / 0.0', Number.POSITIVE_INFINITY],
    ['--5', 5n],
    ['!!true', true],
    ["'a' + 'b'", 'ab'],
    ["b'ab' + b'c'", new Uint8Array([97, 98, 99])],
    ["r'\\d'", '\\d'],
    ["'\\u00e9\\n\\x41'", 'é\nA'],
    ['[1, 2] + [3]', [1n, 2n, 3n]],
    ["{'a': 1u}", new Map([['a', 1n]])],
    ['{}', new Map()],
    ['null', null],
    ['b ? i : 0', -5n],
    ['u + 1u', 8n],
    ['d * 2.0', 5],
    ["s + '!'", 'text!'],
    ["{'a': 1, 'b': 2}['b']", 2n],
    ['{1: "x"}[1]', 'x'],
    ['{true: 1}[true]', 1n],
    ["labels.app + labels['app']", 'webweb'],
    ['counts.a + 1', 2n],
    ['texts[1]', 'b'],
    ['ints[1] + ints[0]', 3n],
    ['any.deep.x', true],
    ['any.list[1]', 'a'],
    ['any.n', 3],
    ['any.n == 3', true],
    ['any.n == 3u && 3 == any.n', true],
    ['any.n > 2 && any.n < 4u', true],
    ['any.list[2] == null', true],
    ['thing.name', 'box'],
    ['thing.size', 0n],
    ['thing.tags', []],
    ['thing.part.id', 4n],
    ['type(1) == int && type(1u) == uint && type(any.n) == double', true],
    ["type('') == string && type([]) == list && type({}) == map && type(null) == null_type", true],
    ['type(int) == type', true],
    ["type(duration('1s')) == google.protobuf.Duration", true],
    ["[1, 'a', 2.0]", [1n, 'a', 2]],
    ['dyn(1) == 1.0 && dyn(1u) == 1 && dyn(1) != "1"', true],
    ['[dyn(1u)] == [dyn(1.0)]', true],
    ['type(double(([] + [dyn(1)])[0])) == double', true],
    ['dyn(9223372036854775807) == 9223372036854775808.0', false],
    ['0.0 / 0.0 == 0.0 / 0.0', false],
    ["{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", true],
    ["'constructor' in {'constructor': 1}", true],
    ["{'__proto__': 1}['__proto__']", 1n],
    ['1 in [1, 2] && !(3 in [1, 2])', true],
    ['u in [7u]', true],
    ["s in ['text'] && !(s in [])", true],
    ["'app' in labels && !('toString' in labels)", true],
    ['any.n in [1, 3]', true],
    ["'\\U0001F600' > '\\uFFFF'", true],
    ["'a' < 'b' && b'a' < b'b' && false < true && 1u < 2u", true],
    ['[] == []', true],
    ["{'a': 1} == {'a': 1, 'b': 2} || {'a': 1, 'b': 2} == {'a': 1}", false],
    ['thing == thing && thing != other && thing != null', true],
    ['nulls.size == 0u && !has(nulls.size)', true],
    ['(true ? [] : ["a"]) == []', true],
    ['0 == 1 || 1 == 1', true],
    ['true || false && false', true],
    ['1 == 1 // a comment', true],
    ['a.b.c == 1 || true ? 1 : 2'.replace('a.b.c', 'any.n'), 1n],
  ];
  it.each(table)('%s is its value', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });
});

describe('has', () => {
  it.each([
    ['has(thing.name)', true],
    ['has(thing.size)', false],
    ['has(thing.tags)', false],
    ['has(thing.part.id)', true],
    ['has(labels.app)', true],
    ['has(labels.toString)', false],
    ['has(any.deep.x) && !has(any.deep.y)', true],
    ['has(any.constructor)', false],
    ["has({'a': 1}.a)", true],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });
});

describe('fields that say when they are present', () => {
  const isFilled = (value: unknown) => value !== '' && value !== 0;
  const presence = createEnvironment({
    variables: { e: 'Event' },
    types: {
      Event: { name: { type: 'string', isPresent: isFilled }, part: 'Event.part' },
      'Event.part': { size: { type: 'int', isPresent: isFilled }, code: { type: 'int' }, inner: 'Event.part.inner' },
      'Event.part.inner': { tags: 'list(string)' },
    },
  });
  it.each([
    ['has(e.name)', { name: 'x' }, true],
    ['has(e.name)', { name: '' }, false],
    ['has(e.name)', { name: null }, false],
    ['has(e.name)', {}, false],
    ['has(e.part.size)', { part: { size: 1 } }, true],
    ['has(e.part.size)', { part: { size: 0 } }, false],
    ['has(e.part.code)', { part: { code: 0 } }, true],
    ['has(e.part.code)', { part: {} }, false],
    ['has(e.part)', { part: {} }, true],
    ['has(e.part)', {}, false],
    ['has(e.part.inner.tags)', { part: { inner: { tags: [] } } }, true],
    ['has(e.part.inner.tags)', {}, false],
    ["e.part.inner.tags == [] && e.part.size == 0 && e.name == ''", {}, true],
  ])('%s of %j is %s', (source, e, value) => {
    expect(presence.compile(source).evaluate({ e })).toBe(value);
  });
});

describe('an environment without extensions', () => {
  const plain = createEnvironment({ variables: { s: 'string' }, extensions: [] });

  it('has the functions of the standard', () => {
    const source = "s.startsWith('a') && s.endsWith('b') && s.contains('b') && s.matches('a.*') && size(s) == s.size()";
    expect(plain.compile(source).evaluate({ s: 'a b' })).toBe(true);
  });

  it.each(["s.trim() == ''", "s.lowerAscii() == ''", "'%s'.format([s]) == ''", "strings.quote(s) == ''"])(
    'has no %s',
    (source) => {
      expect(errorOf(() => plain.compile(source)).code).toBe('unknown-name');
    },
  );
});

describe('macros', () => {
  it.each([
    ['ints.all(x, x > 0)', true],
    ['ints.all(x, x > 1)', false],
    ['ints.exists(x, x == 2)', true],
    ['ints.exists(x, x == 3)', false],
    ['[].all(x, false) && ![].exists(x, true)', true],
    ['ints.exists_one(x, x == 2)', true],
    ['[2, 2].exists_one(x, x == 2)', false],
    ['ints.map(x, x * 2)', [2n, 4n]],
    ['ints.map(x, x > 1, x * 2)', [4n]],
    ["texts.filter(x, x != 'a')", ['b']],
    ["{'a': 1, 'b': 2}.map(k, k)", ['a', 'b']],
    ['{1u: 2}.all(k, k + 1u == 2u)', true],
    ["labels.exists(k, labels[k] == 'web')", true],
    ['any.list.exists(x, x == "a")', true],
    ['[[1, 2], [3]].map(l, l.map(x, x + 1))', [[2n, 3n], [4n]]],
    ['[1, 2].map(x, [10, 20].map(x, x + 1).size() + x)', [3n, 4n]],
    ['[1, 2].map(i, [3].map(s, s + i))', [[4n], [5n]]],
    ["any.deep.map(k, k + '!')", ['x!']],
    // An element that decides wins over one that fails, on either side of it.
    ['[0, 1].exists(x, 1 / x == 1)', true],
    ['[1, 0].exists(x, 1 / x == 1)', true],
    ['[0, 1].all(x, 1 / x == 2)', false],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toStrictEqual(value);
  });
});

describe('errors that another operand absorbs', () => {
  it.each([
    ['1 / 0 == 0 && false', false],
    ['false && 1 / 0 == 0', false],
    ['1 / 0 == 0 || true', true],
    ['true || 1 / 0 == 0', true],
    ['true && 1 / 0 == 0 && false', false],
    ['any.n && false', false],
    ['any.n || true', true],
    ['true ? 1 : 1 / 0', 1n],
    ['false ? 1 / 0 : 2', 2n],
  ])('%s', (source, value) => {
    expect(evaluate(source)).toBe(value);
  });
});

describe('evaluation errors name the place', () => {
  const table: [source: string, place: string][] = [
    ['1 + 9223372036854775807', '1 + 9223372036854775807'],
    ['0 - 9223372036854775807 - 2', '0 - 9223372036854775807 - 2'],
    ['9223372036854775807 * 2', '9223372036854775807 * 2'],
    ['-(-9223372036854775807 - 1)', '-(-9223372036854775807 - 1)'],
    ['(-9223372036854775807 - 1) / -1', '(-9223372036854775807 - 1) / -1'],
    ['(-9223372036854775807 - 1) % -1', '(-9223372036854775807 - 1) % -1'],
    ['0u - u', '0u - u'],
    ['18446744073709551615u + 1u', '18446744073709551615u + 1u'],
    ['1 + 1 / (i + 5)', '1 / (i + 5)'],
    ['1 % 0', '1 % 0'],
    ['1u / 0u', '1u / 0u'],
    ['1 / 0 == 0 && true', '1 / 0'],
    ['false || 1 / 0 == 0', '1 / 0'],
    ['any.n && true', 'any.n'],
    ['[0, 2].exists(x, 1 / x == 1)', '1 / x'],
    ['[0, 1].exists_one(x, 1 / x == 1)', '1 / x'],
    ['[0].map(x, 1 / x)', '1 / x'],
    ['texts[2]', 'texts[2]'],
    ['texts[-1]', 'texts[-1]'],
    ['any.list[0.5]', 'any.list[0.5]'],
    ["labels['none']", "labels['none']"],
    ["labels['toString']", "labels['toString']"],
    ['any.constructor', 'constructor'],
    ['any.__proto__', '__proto__'],
    ['any.n.x', 'x'],
    ['any.n.startsWith("a")', 'any.n.startsWith("a")'],
    ['any.n + 1', 'any.n + 1'],
    ['any.deep < 1', 'any.deep < 1'],
    ['any.n.all(x, true)', 'any.n'],
    ['1 in any.n', 'any.n'],
    ["{'a': 1, 'a': 2}", "'a'"],
    ['{any.n: 1}', 'any.n'],
    ["host.throws('x')", "host.throws('x')"],
    ["host.wrong('x')", "host.wrong('x')"],
    ["int('1.5')", "int('1.5')"],
    ["s.matches(any.list[1] + '(')", "s.matches(any.list[1] + '(')"],
  ];
  it.each(table)('%s', (source, place) => {
    const error = errorOf(() => evaluate(source));
    expect({ code: error.code, place: source.slice(error.start, error.end) }).toStrictEqual({
      code: 'evaluation',
      place,
    });
  });

  it('a variable that is missing or of another type is one', () => {
    const program = environment.compile('i + 1');
    for (const i of [undefined, 'x', 1.5, 2n ** 63n]) {
      expect(errorOf(() => program.evaluate({ i }))).toMatchObject({ code: 'evaluation', start: 0, end: 1 });
    }
    expect(errorOf(() => environment.compile('u').evaluate({ u: -1 })).code).toBe('evaluation');
    expect(errorOf(() => environment.compile('texts').evaluate({ texts: ['a', 1] })).code).toBe('evaluation');
    expect(errorOf(() => environment.compile('labels').evaluate({ labels: { a: 1 } })).code).toBe('evaluation');
  });

  it('keeps what a function of the host threw', () => {
    expect(errorOf(() => evaluate("host.throws('x')")).cause).toStrictEqual(new Error('the disk is gone'));
  });
});

describe('compile errors name the place', () => {
  const table: [source: string, code: string, place: string, message: RegExp][] = [
    ['u == 1', 'type', 'u == 1', /write 1u$/],
    ['1 == u', 'type', '1 == u', /write 1u$/],
    ['u == -1', 'type', 'u == -1', /got "uint == int"/],
    ['i == 1u', 'type', 'i == 1u', /write 1$/],
    ['u == i', 'type', 'u == i', /int\(…\) or uint\(…\)$/],
    ['u in [1, 2]', 'type', 'u in [1, 2]', /write \[1u, 2u\]$/],
    ['u < 5', 'type', 'u < 5', /write 5u$/],
    ['1 < 1.5', 'type', '1 < 1.5', /write 1\.0$/],
    ['u + 1', 'type', 'u + 1', /write 1u$/],
    ['s + i', 'type', 's + i', /string\(…\)$/],
    ['s == 1', 'type', 's == 1', /got "string == int"/],
    ['null == 1', 'type', 'null == 1', /got/],
    ['[1] == ["a"]', 'type', '[1] == ["a"]', /got "list\(int\) == list\(string\)"/],
    ['thing < thing', 'type', 'thing < thing', /got "Thing < Thing"/],
    ['i && b', 'type', 'i', /Expected bool, got "int"/],
    ['b || (true && s)', 'type', 's', /Expected bool, got "string"/],
    ['!s', 'type', 's', /Expected bool/],
    ['-s', 'type', 's', /Expected int or double/],
    ['-u', 'type', 'u', /Expected int or double/],
    ['i ? 1 : 2', 'type', 'i', /Expected bool/],
    ['b ? 1 : "a"', 'type', '"a"', /Expected int, got "string"/],
    ['thing.nam', 'unknown-name', 'nam', /^Unknown field "nam" of Thing; did you mean "name"\?$/],
    ['thing.part . idd', 'unknown-name', 'idd', /of Part; did you mean "id"/],
    ['has(thing.sise)', 'unknown-name', 'sise', /did you mean "size"/],
    ['thing.constructor', 'unknown-name', 'constructor', /^Unknown field "constructor" of Thing$/],
    ['thing.__proto__', 'unknown-name', '__proto__', /^Unknown field/],
    ['thing.toString', 'unknown-name', 'toString', /^Unknown field/],
    ['thnig.name', 'unknown-name', 'thnig', /^Unknown variable "thnig"; did you mean "thing"\?$/],
    ['constructor', 'unknown-name', 'constructor', /^Unknown variable "constructor"$/],
    ['ints.all(x, y > 0)', 'unknown-name', 'y', /^Unknown variable "y"/],
    ['ints.all(x, x > 0) && x > 0', 'unknown-name', 'x', /^Unknown variable "x"/],
    ['host.ech(s, s)', 'unknown-name', 'host.ech', /^Unknown function "host.ech"; did you mean "host.echo"\?$/],
    ['hosst.echo(s, s)', 'unknown-name', 'hosst.echo', /did you mean "host.echo"/],
    ["sz.startsWith('a')", 'unknown-name', 'sz', /^Unknown variable "sz"/],
    ["s.startWith('a')", 'unknown-name', 'startWith', /^Unknown function "startWith"; did you mean "startsWith"\?$/],
    ["(s)  .startWith('a')", 'unknown-name', 'startWith', /startsWith/],
    ['sise(s)', 'unknown-name', 'sise', /did you mean "size"/],
    ['texts.exsts(x, true)', 'unknown-name', 'exsts', /did you mean "exists"/],
    ['toString()', 'unknown-name', 'toString', /^Unknown function "toString"/],
    [
      's.startsWith(1)',
      'type',
      's.startsWith(1)',
      /^Expected string.startsWith\(string\), got "string.startsWith\(int\)"$/,
    ],
    ['i.startsWith("a")', 'type', 'i.startsWith("a")', /got "int.startsWith\(string\)"$/],
    ['s.startsWith()', 'type', 's.startsWith()', /got "string.startsWith\(\)"$/],
    ['host.echo(s)', 'type', 'host.echo(s)', /^Expected host.echo\(string, string\), got "host.echo\(string\)"$/],
    ['host.number(s)', 'type', 'host.number(s)', /^Expected host.number\(int\) or host.number\(uint\), got/],
    ['size(i)', 'type', 'size(i)', /got "size\(int\)"$/],
    ['has(s)', 'type', 's', /Expected field such as/],
    ['i.x', 'type', 'x', /Unknown field "x" of int/],
    ['i[0]', 'type', 'i', /Expected list or map, got "int"/],
    ['texts["a"]', 'type', '"a"', /Expected index of type int, got "string"/],
    ['texts[0u]', 'type', '0u', /Expected index of type int, got "uint"/],
    ['labels[1]', 'type', '1', /Expected index of type string, got "int"/],
    ['1 in s', 'type', 's', /Expected list or map, got "string"/],
    ['s.all(x, true)', 'type', 's', /Expected list or map, got "string"/],
    ['ints.all(x, x)', 'type', 'x', /Expected bool, got "int"/],
    ['{1.5: 1}', 'type', '1.5', /Expected key of type/],
    ['dyn(thing)', 'type', 'dyn(thing)', /got "dyn\(Thing\)"$/],
    ['[thing, 1]', 'type', '1', /Expected Thing, got "int"/],
    ['dyn([thing])', 'type', 'dyn([thing])', /got "dyn\(list\(Thing\)\)"$/],
    ['any == thing', 'type', 'any == thing', /got "dyn == Thing"/],
    ["s.matches('(')", 'syntax', "'('", /^Cannot compile pattern "\(": missing closing \)/],
    ["matches(s, '(?=a)')", 'syntax', "'(?=a)'", /^Cannot compile pattern/],
    ["s.matches('\\\\1')", 'syntax', "'\\\\1'", /invalid escape/],
    ["s.matches('a{1001}')", 'syntax', "'a{1001}'", /repeat/],
    ["'%s %y'.format([s])", 'syntax', "'%s %y'", /^Unknown format clause "%y"$/],
    ["'%s %s'.format([s])", 'syntax', "'%s %s'", /^Expected 2 arguments to format, got "1"$/],
    ["'%d'.format([s])", 'syntax', "'%d'", /^Expected int, uint, double for %d, got "string"$/],
    ['9223372036854775808', 'syntax', '9223372036854775808', /^Expected 64-bit integer/],
    ['-9223372036854775809', 'syntax', '-9223372036854775809', /^Expected 64-bit integer/],
    ['18446744073709551616u', 'syntax', '18446744073709551616u', /integer/],
    ['1 +', 'syntax', '', /^Expected value, got "end of expression"$/],
    ['(1', 'syntax', '', /^Expected "\)", got "end of expression"$/],
    ['1 2', 'syntax', '2', /^Expected operator or end of expression, got "2"$/],
    ['', 'syntax', '', /^Expected value, got "end of expression"$/],
    ['a = 1', 'syntax', '=', /^Unexpected character "="$/],
    ["'abc", 'syntax', "'abc", /^Unterminated string/],
    ["'a\\q'", 'syntax', '\\q', /^Cannot read expression/],
    ['while', 'syntax', 'while', /^Reserved name "while"$/],
    ['ints.all(1, true)', 'syntax', '1', /^Expected name of a variable/],
    ['s.', 'syntax', '', /^Expected name, got "end of expression"$/],
    ['\u0000', 'syntax', '\u0000', /^Unexpected character "\\u\{0\}"$/],
  ];
  it.each(table)('%s', (source, code, place, message) => {
    const error = errorOf(() => environment.compile(source));
    expect({ code: error.code, place: source.slice(error.start, error.end) }).toStrictEqual({ code, place });
    expect(error.message).toMatch(message);
  });
});

describe('the result that is asked for', () => {
  it('is the type of the program, and refused at compile where the expression has another', () => {
    expect(environment.compile('i == 1', { result: 'bool' }).type).toBe('bool');
    expect(environment.compile('any.deep.x', { result: 'bool' }).type).toBe('bool');
    expect(errorOf(() => environment.compile('i + 1', { result: 'bool' }))).toMatchObject({
      code: 'type',
      start: 0,
      end: 5,
    });
  });

  it('is checked at run time where only the value tells', () => {
    expect(environment.compile('any.deep.x', { result: 'bool' }).evaluate(bindings)).toBe(true);
    const error = errorOf(() => environment.compile('any.n', { result: 'bool' }).evaluate(bindings));
    expect(error).toMatchObject({ code: 'evaluation', message: 'Expected bool, got "double"', start: 0, end: 5 });
  });

  it.each([
    ['1', 'int'],
    ['[]', 'list(dyn)'],
    ['[1, "a"]', 'list(dyn)'],
    ["{'a': [1u]}", 'map(string, list(uint))'],
    ['thing', 'Thing'],
    ['ints.map(x, string(x))', 'list(string)'],
    ['any.x', 'dyn'],
    ['size(any)', 'int'],
    ['b ? [] : texts', 'list(string)'],
    ['host.number(any)', 'string'],
  ])('%s is found to be %s', (source, type) => {
    expect(environment.compile(source)).toMatchObject({ type, source });
  });
});

describe('functions of the host', () => {
  it.each([
    ["host.echo(s, 'x')", true, ['text', 'x']],
    ['host.number(i)', 'int', [-5n]],
    ['host.number(u)', 'uint', [7n]],
    ['host.number(dyn(u))', 'uint', [7n]],
    ["host.map({'a': 1})", 7n, [new Map([['a', 1n]])]],
    ['host.map(counts)', 7n, [new Map([['a', 1n]])]],
    ["host.echo(any.list[1], 'x')", true, ['a', 'x']],
  ])('%s gets plain values', (source, result, args) => {
    calls.length = 0;
    expect(evaluate(source)).toBe(result);
    expect(calls).toStrictEqual([args]);
  });

  it('are chosen by the value where the type is dyn, and never get another', () => {
    expect(errorOf(() => evaluate('host.number(any.n)')).code).toBe('evaluation');
  });

  it('may evaluate the same program again while it runs', () => {
    let depth = 0;
    const outer = createEnvironment({
      variables: {},
      functions: [
        { name: 'again', params: ['int'], result: 'int', call: (n) => (depth++ < 3 ? again.evaluate({}) : n) },
      ],
    });
    const again = outer.compile('[1, 2].map(x, again(x) + x)[0]', { result: 'int' });
    expect(again.evaluate({})).toBe(5n);
  });
});

describe('a root', () => {
  const declared = {
    variables: { thing: 'Thing' },
    types: { Thing: { name: 'string', part: 'Part' }, Part: { id: 'int' } },
  };
  const rooted = createEnvironment({ ...declared, root: 'thing' });

  it('is what programs are evaluated with', () => {
    const program = rooted.compile("thing.name == 'box' && thing.part.id == 4");
    expect(program.evaluate({ name: 'box', part: { id: 4 } })).toBe(true);
    expect(program.evaluate({ name: 'box' })).toBe(false);
    expect(errorOf(() => program.evaluate({ name: 1, part: { id: 4 } }))).toMatchObject({
      code: 'evaluation',
      start: 6,
      end: 10,
    });
  });

  it('is an object, and whatever else is evaluated is an error', () => {
    const program = rooted.compile("thing.name == 'box'");
    expect(errorOf(() => program.evaluate(undefined as never))).toMatchObject({ code: 'evaluation', start: 0, end: 5 });
  });

  it.each([
    ['no variable', { ...declared, root: 'other' }],
    ['no object', { variables: { thing: 'string' }, root: 'thing' }],
    ['one of several', { ...declared, variables: { thing: 'Thing', s: 'string' }, root: 'thing' }],
  ])('that is %s is refused', (_name, options) => {
    expect(() => createEnvironment(options)).toThrow(RangeError);
  });
});

describe('a constant pattern that never compiles', () => {
  const lenient = createEnvironment({ variables: { s: 'string' }, checkConstants: false });
  const source = "s == 'a' || s.matches('(') || s.matches(')')";

  it('is refused', () => {
    expect(errorOf(() => environment.compile(source))).toMatchObject({ code: 'syntax', start: 22, end: 25 });
    expect(environment.compile('s.matches(s)').wrongConstants).toEqual([]);
  });

  it('fails where constants are not checked, and is known', () => {
    const program = lenient.compile(source);
    expect(program.evaluate({ s: 'a' })).toBe(true);
    expect(errorOf(() => program.evaluate({ s: 'b' }))).toMatchObject({ code: 'evaluation' });
    expect(program.wrongConstants).toMatchObject([
      { code: 'syntax', start: 22, end: 25 },
      { code: 'syntax', start: 40, end: 43 },
    ]);
  });

  it('leaves everything else to be refused', () => {
    expect(errorOf(() => lenient.compile("s.matches('(') || t == 1"))).toMatchObject({ code: 'unknown-name' });
  });
});

describe('declarations that are wrong', () => {
  it.each([
    ['an unknown type', () => createEnvironment({ variables: { x: 'lst(string)' } })],
    ['an unfinished type', () => createEnvironment({ variables: { x: 'map(string)' } })],
    ['a field that every object has', () => createEnvironment({ variables: {}, types: { T: { toString: 'string' } } })],
  ])('%s is refused', (_name, create) => {
    expect(create).toThrow(RangeError);
  });
});
