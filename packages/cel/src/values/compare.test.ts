import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { Uint } from './uint.ts';

describe('the order of two values', () => {
  it.each([
    [9007199254740993n, 9007199254740992n, 1],
    [9223372036854775807n, new Uint(9223372036854775808n), -1],
    [9223372036854775807n, 2 ** 63, 0],
    [2 ** 63, 9223372036854775807n, 0],
    [9223372036854775807n, 2 ** 63 + 2048, -1],
    [new Uint(18446744073709551615n), 2 ** 64, 0],
    [-1, new Uint(0n), -1],
    [1n, Number.NaN, Number.NaN],
    ['\u{10000}', '\uffff', 1],
    [new Uint8Array([1]), new Uint8Array([1, 0]), -1],
    [false, true, -1],
  ])('of %s and %s: %d', (a, b, sign) => {
    expect(Math.sign(compare(a, b))).toBe(sign);
  });

  it('of unlike values is none', () => {
    expect(() => compare('a', 1n)).toThrow('Expected operands of one ordered type, got "string and int"');
  });
});
