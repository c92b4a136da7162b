import { expect, it } from 'vitest';
import { createBackoff, longestWaitMs } from './backoff.ts';

it('doubles up to its longest wait, half of it chance, and begins anew', () => {
  const longest = createBackoff(() => 1);
  const waits = Array.from({ length: 7 }, () => longest.next());
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, longestWaitMs, longestWaitMs]);
  longest.reset();
  expect(longest.next()).toBe(250);
  expect(createBackoff(() => 0).next()).toBe(125);
});
