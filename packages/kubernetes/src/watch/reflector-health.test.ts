import { expect, it } from 'vitest';
import { isCurrent, oldestViewMs } from './reflector-health.ts';

it.each([
  [undefined, false],
  [0, true],
  [oldestViewMs, true],
  [oldestViewMs + 1, false],
])('a view that was confirmed %s ms ago is current: %s', (ageMs, expected) => {
  expect(isCurrent({ state: 'watching', ...(ageMs !== undefined && { ageMs }) })).toBe(expected);
});
