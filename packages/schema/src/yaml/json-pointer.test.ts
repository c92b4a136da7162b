import { expect, it } from 'vitest';
import { keysOf, toPointer } from './json-pointer.ts';

it.each([
  ['', []],
  ['/', ['']],
  ['/a/0', ['a', '0']],
  ['/a~1b/~0~01', ['a/b', '~~1']],
])('the pointer "%s" has the keys %j', (pointer, keys) => {
  expect(keysOf(pointer)).toEqual(keys);
  expect(toPointer(keys)).toBe(pointer);
});
