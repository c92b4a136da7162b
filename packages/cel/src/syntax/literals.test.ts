import { describe, expect, it } from 'vitest';
import { CelError } from '../cel-error.ts';
import { Uint } from '../values/uint.ts';
import { parse } from './parse.ts';

function literal(source: string): unknown {
  const node = parse(source);
  expect(node.op).toBe('value');
  return node.args;
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

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('constants and numbers', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['null', null],
    ['0', 0n],
    ['007', 7n],
    ['42', 42n],
    ['0xF', 15n],
    ['0xabCDef', 0xabcdefn],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['0x7fffffffffffffff', 2n ** 63n - 1n],
    ['-0x8000000000000000', -(2n ** 63n)],
    [`${'0'.repeat(100)}1`, 1n],
    [`0x${'0'.repeat(100)}1`, 1n],
    ['-0', 0n],
    ['0u', new Uint(0n)],
    ['7U', new Uint(7n)],
    ['0xFu', new Uint(15n)],
    ['0xFU', new Uint(15n)],
    ['18446744073709551615u', new Uint(2n ** 64n - 1n)],
    ['0xffffffffffffffffu', new Uint(2n ** 64n - 1n)],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['-0.0', -0],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1.5e-3', 0.0015],
    ['.5e1', 5],
    ['1e-400', 0],
    ['1.7976931348623157e308', Number.MAX_VALUE],
  ])('%j', (source, value) => {
    expect(literal(source)).toStrictEqual(value);
  });

  it.each([
    ['9223372036854775808', /^Expected 64-bit integer, got "9223372036854775808"$/],
    ['-9223372036854775809', /^Expected 64-bit integer, got "-9223372036854775809"$/],
    ['0x8000000000000000', /^Expected 64-bit integer/],
    ['0xFFFFFFFFFFFFFFFFF', /^Expected 64-bit integer/],
    ['18446744073709551616u', /^Expected unsigned 64-bit integer, got "18446744073709551616u"$/],
    ['0x10000000000000000u', /^Expected unsigned 64-bit integer/],
    ['9'.repeat(30_000), /^Expected 64-bit integer, got "9{60}…"$/],
    ['1e309', /^Expected 64-bit floating-point number, got "1e309"$/],
    ['-1.99e90000009', /^Expected 64-bit floating-point number, got "-1.99e90000009"$/],
  ])('%j is out of range', (source, message) => {
    const error = errorOf(source);
    expect(error).toMatchObject({ code: 'syntax', start: 0, end: source.length });
    expect(error.message).toMatch(message);
  });
});

describe('strings', () => {
  it.each([
    ["'__proto__'", '__proto__'],
    ["'constructor'", 'constructor'],
    ["'42'", '42'],
    ["''", ''],
    ['""', ''],
    ["''''''", ''],
    ['""""""', ''],
    ["'a\"b'", 'a"b'],
    ['"a\'b"', "a'b"],
    ["'''a'b''c'''", "a'b''c"],
    ['"""a"b""c"""', 'a"b""c'],
    ["''''a'''", "'a"],
    ["'''a\nb\r\nc\rd'''", 'a\nb\nc\nd'],
    ["'''\\r\\n\r\n'''", '\r\n\n'],
    ["'\\a\\b\\f\\n\\r\\t\\v'", '\x07\b\f\n\r\t\v'],
    ["'\\\\\\?\\\"\\'\\`'", '\\?"\'`'],
    ["'\\x41\\X4a'", 'AJ'],
    ["'\\xff'", 'ÿ'],
    ["'\\000\\101\\377'", '\0Aÿ'],
    ["'\\1011'", 'A1'],
    ["'\\u00e9\\u2764'", 'é❤'],
    ["'\\U0001f600'", '😀'],
    ["'\\U0010FFFF'", '\u{10ffff}'],
    ["'\\ud7ff\\ue000'", '\ud7ff\ue000'],
    ["'😀é\u0001\t'", '😀é\u0001\t'],
    ["'a\\\\'", 'a\\'],
    ["r'a\\n\\'", 'a\\n\\'],
    ['R"a\\d"', 'a\\d'],
    ["r'''a\\\n'b'''", "a\\\n'b"],
    ['r"""\\"""', '\\'],
    ["r''", ''],
    ["'//'", '//'],
  ])('%j', (source, value) => {
    expect(literal(source)).toBe(value);
  });
});

describe('bytes', () => {
  it.each([
    ["b''", bytes()],
    ["b'ab'", bytes(97, 98)],
    ['B"ab"', bytes(97, 98)],
    ["b'''a'b'''", bytes(97, 39, 98)],
    ["b'é'", bytes(0xc3, 0xa9)],
    ["b'😀'", bytes(0xf0, 0x9f, 0x98, 0x80)],
    ["b'\\xff\\000\\377'", bytes(255, 0, 255)],
    ["b'\\n\\\\é\\''", bytes(10, 92, 0xc3, 0xa9, 39)],
    ["b'''a\r\nb'''", bytes(97, 10, 98)],
    ["br'\\xff'", bytes(92, 120, 102, 102)],
    ['bR"\\n"', bytes(92, 110)],
    ["Br'''\n\r\n'''", bytes(10, 10)],
    ["BR'é'", bytes(0xc3, 0xa9)],
  ])('%j', (source, value) => {
    expect(literal(source)).toStrictEqual(value);
  });

  it('of 32,000 characters do not exhaust the stack', () => {
    expect(literal(`b'${'€'.repeat(32_000)}'`)).toHaveLength(96_000);
  });
});

describe('what is no literal', () => {
  it.each([
    ["'abc", "'abc", /^Unterminated string "'abc"$/],
    ["'abc\\'", "'abc\\'", /^Unterminated string/],
    ["'abc\\", "'abc\\", /^Unterminated string/],
    ["'ab\nc'", "'ab", /^Unterminated string "'ab"$/],
    ['"ab\rc"', '"ab', /^Unterminated string/],
    ["r'ab\nc'", "r'ab", /^Unterminated string/],
    ["'''ab''", "'''ab''", /^Unterminated string/],
    ["'''ab\\'''", "'''ab\\'''", /^Unterminated string/],
    ['b"""', 'b"""', /^Unterminated string/],
    ["a + 'b", "'b", /^Unterminated string/],
    ["'a\\q'", '\\q', /^Cannot read expression: unknown escape "\\q"$/],
    ["'a\\😀'", '\\😀', /^Cannot read expression: unknown escape "\\😀"$/],
    ["'''a\\\n'''", '\\\n', /^Cannot read expression: unknown escape "\\\\u\{a\}"$/],
    ["'\\x4'", '\\x', /^Cannot read expression: incomplete escape "\\x"$/],
    ["'\\u004'", '\\u', /^Cannot read expression: incomplete escape "\\u"$/],
    ["'\\U0001f60'", '\\U', /^Cannot read expression: incomplete escape "\\U"$/],
    ["'\\08'", '\\0', /^Cannot read expression: incomplete escape "\\0"$/],
    ["'\\400'", '\\4', /^Cannot read expression: unknown escape "\\4"$/],
    ["'a' + '\\ud800'", '\\ud800', /^Cannot read expression: escape "\\ud800" of no code point$/],
    ["'\\udfff'", '\\udfff', /of no code point$/],
    ["'\\ud83d\\ude00'", '\\ud83d', /of no code point$/],
    ["'\\U00110000'", '\\U00110000', /of no code point$/],
    ["'\\Uffffffff'", '\\Uffffffff', /of no code point$/],
    ["b'a\\u0041'", '\\u0041', /^Cannot read expression: escape "\\u0041" in bytes/],
    ["b'\\U00000041'", '\\U00000041', /in bytes/],
    ["'a\ud83d'", '\ud83d', /^Unexpected character "\ufffd"$/],
    ["r'\ude00'", '\ude00', /^Unexpected character/],
    ["b'\ude00'", '\ude00', /^Unexpected character/],
    ["rb'a'", "'a'", /^Expected operator or end of expression/],
  ])('%j', (source, place, message) => {
    const error = errorOf(source);
    expect({ code: error.code, place: source.slice(error.start, error.end) }).toStrictEqual({ code: 'syntax', place });
    expect(error.message).toMatch(message);
  });
});
