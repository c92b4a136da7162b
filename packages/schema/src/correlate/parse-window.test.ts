import { describe, expect, it } from 'vitest';
import { parseWindow } from './parse-window.ts';

describe('a window', () => {
  it.each([
    ['120s', 120_000_000_000n],
    ['5m', 300_000_000_000n],
    ['1h30m', 5_400_000_000_000n],
    ['.5s', 500_000_000n],
    ['1.s', 1_000_000_000n],
    ['+1s', 1_000_000_000n],
    ['1.5h', 5_400_000_000_000n],
    ['1ns', 1n],
    [`1.${'0'.repeat(97)}s`, 1_000_000_000n],
    ['1us2µs3μs', 6_000n],
    ['0.3ns1ns', 1n],
    ['2562047h47m16.854775807s', 2n ** 63n - 1n],
  ])('%s is %d ns', (text, ns) => {
    expect(parseWindow(text)).toBe(ns);
  });

  it.each([
    '1d',
    '60',
    'PT5M',
    '',
    's',
    '.s',
    '0s',
    '0',
    '0.3ns',
    '-5s',
    '5S',
    ' 5s',
    '5s ',
    '1 h',
    '1e3s',
    '..5s',
    '1.2.3s',
    '١s',
    '2562047h47m16.854775808s',
    `1.${'0'.repeat(98)}s`,
  ])('is not "%s"', (text) => {
    expect(parseWindow(text)).toBeUndefined();
  });
});
