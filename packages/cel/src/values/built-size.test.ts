import { expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { builtSize } from './built-size.ts';
import { CelMap } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';

function mapOf(...entries: [string, unknown][]): CelMap {
  const map = new CelMap();
  for (const [key, value] of entries) map.add(key, value);
  return map;
}

it.each([
  ['a bool', true, 0],
  ['a short text', 'a'.repeat(639), 0],
  ['a text', 'a'.repeat(640), 1],
  ['bytes', new Uint8Array(6_400), 10],
  ['a list of 40 numbers', new Array(40).fill(1n), 1],
  ['texts in lists', [['a'.repeat(640)], ['a'.repeat(608)]], 2],
  ['a map', mapOf(['a'.repeat(320), 'a'.repeat(288)]), 1],
  ['an object', { a: 'a'.repeat(623) }, 1],
  ['an optional', new OptionalValue('a'.repeat(640)), 1],
])('of %s', (_name, value, size) => {
  expect(builtSize(value)).toBe(size);
});

it('of a list that holds one list twice, and so on, is known soon, and more than the bound', () => {
  let list: unknown[] = [1n];
  for (let depth = 0; depth < 100; depth++) list = [list, list];
  expect(builtSize(list)).toBeGreaterThan(limits.iterations);
});
