import { describe, expect, it } from 'vitest';
import { createEnvironment } from '../environment.ts';
import { limits } from '../limits.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { fromTypedJson } from './from-typed-json.ts';
import { toTypedJson } from './to-typed-json.ts';
import { typeOfValue } from './type-of-value.ts';
import { type TypedJson, TypedJsonError } from './typed-json.ts';

const environment = createEnvironment({ variables: { x: 'dyn' }, extensions: ['optionals', 'network'] });
const evaluate = (source: string) => environment.compile(source).evaluateValue({ x: null });
const codeOf = (action: () => unknown) => {
  try {
    action();
    return 'fine';
  } catch (error) {
    return error instanceof TypedJsonError ? error.code : 'another error';
  }
};

const values: readonly (readonly [source: string, json: TypedJson, type: string])[] = [
  ['1', { int: '1' }, 'int'],
  ['-9223372036854775808', { int: '-9223372036854775808' }, 'int'],
  ['18446744073709551615u', { uint: '18446744073709551615' }, 'uint'],
  ['1.0', { double: 1 }, 'double'],
  ['1.0 / 0.0', { double: 'Infinity' }, 'double'],
  ['-1.0 / 0.0', { double: '-Infinity' }, 'double'],
  ['0.0 / 0.0', { double: 'NaN' }, 'double'],
  ['-0.0', { double: '-0' }, 'double'],
  ["'a\\n😀'", { string: 'a\n😀' }, 'string'],
  ["b'\\000\\377'", { bytes: 'AP8=' }, 'bytes'],
  ['true', { bool: true }, 'bool'],
  ['null', { null: null }, 'null_type'],
  ['[]', { list: [] }, 'list(dyn)'],
  ['[1, 2]', { list: [{ int: '1' }, { int: '2' }] }, 'list(int)'],
  ['[dyn(1), 2u]', { list: [{ int: '1' }, { uint: '2' }] }, 'list(dyn)'],
  ['[[1], []]', { list: [{ list: [{ int: '1' }] }, { list: [] }] }, 'list(dyn)'],
  [
    "{'b': 1, 'a': 2}",
    {
      map: [
        [{ string: 'b' }, { int: '1' }],
        [{ string: 'a' }, { int: '2' }],
      ],
    },
    'map(string, int)',
  ],
  ['{1u: true}', { map: [[{ uint: '1' }, { bool: true }]] }, 'map(uint, bool)'],
  ['{}', { map: [] }, 'map(dyn, dyn)'],
  ["timestamp('2026-11-21T16:54:00.5Z')", { timestamp: '2026-11-21T16:54:00.5Z' }, 'google.protobuf.Timestamp'],
  ["duration('-90m')", { duration: '-5400s' }, 'google.protobuf.Duration'],
  ['int', { type: 'int' }, 'type'],
  ['optional.none()', { optional: null }, 'optional_type(dyn)'],
  ['optional.of(null)', { optional: { null: null } }, 'optional_type(null_type)'],
  ["ip('::ffff:c0a8:1')", { ip: '192.168.0.1' }, 'net.IP'],
  ["cidr('10.0.0.1/8')", { cidr: '10.0.0.1/8' }, 'net.CIDR'],
];

describe('typed JSON', () => {
  it.each(values)('%s is written and read as the same value', (source, json, type) => {
    const value = evaluate(source);
    expect(toTypedJson(value)).toEqual(json);
    // Through text, as it travels.
    const read = fromTypedJson(JSON.parse(JSON.stringify(json)));
    expect(toTypedJson(read)).toEqual(json);
    expect(typeOfValue(read)).toBe(type);
  });

  it.each([
    [{ int: 1 }, { int: '1' }],
    [{ uint: '007' }, { uint: '7' }],
    [{ bytes: 'AP8' }, { bytes: 'AP8=' }],
    [{ duration: '1h30m' }, { duration: '5400s' }],
    [{ timestamp: '2026-11-21T17:54:00+01:00' }, { timestamp: '2026-11-21T16:54:00Z' }],
  ])('%j is read as %j', (json, expected) => {
    expect(toTypedJson(fromTypedJson(json))).toEqual(expected);
  });

  it('objects of the host are maps', () => {
    expect(toTypedJson({ a: 'b' })).toEqual({ map: [[{ string: 'a' }, { string: 'b' }]] });
  });
});

const wrong: readonly unknown[] = [
  1,
  'a',
  null,
  [],
  {},
  { int: '1', uint: '1' },
  { integer: '1' },
  { toString: '1' },
  { __proto__: null, constructor: 1 },
  { int: '9223372036854775808' },
  { int: 1.5 },
  { int: 2 ** 53 },
  { int: '1e3' },
  { int: '1'.repeat(1_000_000) },
  { uint: '-1' },
  { uint: '18446744073709551616' },
  { double: '1.5' },
  { string: 1 },
  { bytes: '!' },
  { bytes: 'A' },
  { bool: 'true' },
  { null: false },
  { list: {} },
  { list: [1] },
  { map: {} },
  { map: [[{ int: '1' }]] },
  { map: [[{ double: 1.5 }, { int: '1' }]] },
  {
    map: [
      [{ int: '1' }, { int: '1' }],
      [{ uint: '1' }, { int: '2' }],
    ],
  },
  { timestamp: '2026-02-30T00:00:00Z' },
  { duration: '1 day' },
  { type: null },
  { optional: 1 },
  { ip: '256.0.0.1' },
  { cidr: '10.0.0.0' },
];

describe('what is no typed value', () => {
  it.each(wrong.map((json) => [json] as const))('%j is refused', (json) => {
    expect(codeOf(() => fromTypedJson(json))).toBe('shape');
  });

  it('a function is not written', () => {
    expect(codeOf(() => toTypedJson(() => 1))).toBe('shape');
  });
});

describe('limits', () => {
  it('of depth', () => {
    const nested = (n: number) => JSON.parse(`${'{"list":['.repeat(n)}{"int":"1"}${']}'.repeat(n)}`) as unknown;
    expect(codeOf(() => fromTypedJson(nested(limits.depth)))).toBe('fine');
    expect(codeOf(() => fromTypedJson(nested(limits.depth + 1)))).toBe('limit');
  });

  it('of values: a list of one list many times is small in memory', () => {
    const list = (n: number) =>
      Array(1000)
        .fill(Array(999).fill(new OptionalValue(undefined)))
        .slice(0, n);
    expect(codeOf(() => toTypedJson([...list(999), ...Array(999).fill(1)]))).toBe('fine');
    expect(codeOf(() => toTypedJson([...list(999), ...Array(1000).fill(1)]))).toBe('limit');
  });
});
