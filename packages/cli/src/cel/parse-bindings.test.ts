import { toTypedJson } from '@rulelibrary/cel';
import { describe, expect, it } from 'vitest';
import { parseBindings } from './parse-bindings.ts';

const typed = (json: string) => toTypedJson(parseBindings(`{"x":${json}}`)['x']);

describe('bindings', () => {
  it.each([
    ['1', { int: '1' }],
    ['-9223372036854775808', { int: '-9223372036854775808' }],
    ['1.0', { double: 1 }],
    ['1e3', { double: 1000 }],
    ['-0.0', { double: '-0' }],
    ['"1"', { string: '1' }],
    ['true', { bool: true }],
    ['null', { null: null }],
    ['[1, "a"]', { list: [{ int: '1' }, { string: 'a' }] }],
    ['{"a": 1}', { map: [[{ string: 'a' }, { int: '1' }]] }],
    ['{"__proto__": 1}', { map: [[{ string: '__proto__' }, { int: '1' }]] }],
    ['{}', { map: [] }],
    ['{"uint": "1"}', { uint: '1' }],
    ['{"double": 1}', { double: 1 }],
    ['{"list": [{"int": 1}]}', { list: [{ int: '1' }] }],
    ['{"timestamp": "2026-11-21T16:54:00Z"}', { timestamp: '2026-11-21T16:54:00Z' }],
    [
      '{"int": "1", "uint": "1"}',
      {
        map: [
          [{ string: 'int' }, { string: '1' }],
          [{ string: 'uint' }, { string: '1' }],
        ],
      },
    ],
    [
      '[{"uint": 1}, {"a": {"bytes": "YQ=="}}]',
      { list: [{ uint: '1' }, { map: [[{ string: 'a' }, { bytes: 'YQ==' }]] }] },
    ],
  ])('%s is %j', (json, expected) => {
    expect(typed(json)).toEqual(expected);
  });

  it.each([
    ['[]', /^Expected an object of names and values$/],
    ['1', /^Expected an object/],
    ['{"x":', /JSON/],
    ['{"x":9223372036854775808}', /^Expected int, got "9223372036854775808"$/],
    ['{"x":{"uint":"-1"}}', /^Expected uint, got "-1"$/],
  ])('%s is refused', (text, message) => {
    expect(() => parseBindings(text)).toThrow(message);
  });

  it('nest up to 250 levels', () => {
    const nested = (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`;
    expect(() => typed(nested(250))).not.toThrow();
    expect(() => typed(nested(251))).toThrow('Too deep value, maximum 250 levels');
    expect(() => typed(nested(60_000))).toThrow();
    expect(() => typed(`{"list":${nested(600)}}`)).toThrow('Too deep value, maximum 250 levels');
  });
});
