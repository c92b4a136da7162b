import { expect, it } from 'vitest';
import { createBootClock } from './boot-clock.ts';

it.each([
  [999_999n, 0n],
  [1_000_001n, 1_000_001n],
  [-5_000_000n, -5_000_000n],
])('a wall clock that moved by %d ns is followed by %d', (moved, followed) => {
  let offset = 1_700_000_000_000_000_000n;
  const clock = createBootClock(() => offset);
  const before = clock.offsetNs;
  offset += moved;
  clock.refresh();
  expect(clock.offsetNs - before).toBe(followed);
});
