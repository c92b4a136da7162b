import { describe, expect, it } from 'vitest';
import { parseDuration } from './parse-duration.ts';
import { UsageError } from './usage-error.ts';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['1h30m5s250ms', 5_405_250],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1.s', 1_000],
    ['1ms', 1],
    ['8784h', 31_622_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    '',
    '30',
    's',
    '30 s',
    ' 30s',
    '30s ',
    '-5s',
    '5S',
    '5d',
    '1h 30m',
    '1e3s',
    '..5s',
    '5sfoo',
    'foo5s',
    '١s',
    '0s',
    '0.9ms',
    '8784h1ms',
  ])('"%s" is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(UsageError);
  });

  it('of 100,000 digits is refused without effort', () => {
    expect(() => parseDuration(`${'1'.repeat(100_000)}s`)).toThrow(UsageError);
    expect(() => parseDuration('1'.repeat(100_000))).toThrow(UsageError);
  });
});
