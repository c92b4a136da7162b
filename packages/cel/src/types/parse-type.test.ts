import { describe, expect, it } from 'vitest';
import { parseType } from './parse-type.ts';
import { formatType } from './type.ts';

const declared = new Set(['Event', 'a.Tuple']);

describe('a type as text', () => {
  it.each([
    'dyn',
    'int',
    'net.IP',
    'null_type',
    'google.protobuf.Timestamp',
    'type',
    'type(int)',
    'list(map(string, list(A)))',
    'map(A, B)',
    'optional_type(list(dyn))',
    'Event',
    'a.Tuple(int, list(A))',
  ])('%s reads as it is written', (text) => {
    expect(formatType(parseType(text, declared))).toBe(text);
  });

  it.each([
    ['list', 'list(dyn)'],
    ['map', 'map(dyn, dyn)'],
    ['optional_type', 'optional_type(dyn)'],
    [' map( int ,string )', 'map(int, string)'],
  ])('%s is %s', (text, type) => {
    expect(formatType(parseType(text, declared))).toBe(type);
  });

  it('a capital letter is a variable', () => {
    expect(parseType('A', declared)).toStrictEqual({ kind: 'variable', name: 'A' });
  });

  it.each(['', 'integer', 'AB', 'list()', 'list(int, int)', 'map(int)', 'map(int, int, int)', 'set(int)', 'list(int'])(
    '%j is none',
    (text) => {
      expect(() => parseType(text, declared)).toThrow(new RangeError(`Unknown type "${text}"`));
    },
  );
});
