import { describe, expect, it } from 'vitest';
import { createBackoff, longestWaitMs } from './backoff.ts';

describe('back-off', () => {
  it('doubles from a quarter of a second up to its longest wait', () => {
    const backoff = createBackoff({ random: () => 1 });
    const waits = Array.from({ length: 7 }, () => backoff.next());
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, longestWaitMs, longestWaitMs]);
  });

  it.each([
    [0, [500, 1_000, 2_000, 2_000]],
    [1, [1_000, 2_000, 4_000, 4_000]],
  ])('doubles up to its maximum, half of it chance (%d), and begins anew', (random, expected) => {
    const backoff = createBackoff({ firstMs: 1_000, maximumMs: 4_000, random: () => random });
    expect([1, 2, 3, 4].map(() => backoff.next())).toEqual(expected);
    backoff.reset();
    expect(backoff.next()).toBe(expected[0]);
  });

  it.each([
    [500, 1_000],
    [1_001, 1_001],
    [300_000, 300_000],
    [300_001, 300_000],
  ])('waits as long as it was asked to, %d ms, but never for long: %d ms', (asked, expected) => {
    expect(createBackoff({ firstMs: 1_000, maximumMs: 4_000, random: () => 1 }).next(asked)).toBe(expected);
  });
});
