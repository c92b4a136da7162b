import { expect, it } from 'vitest';
import { durationMs } from './parse-duration.ts';

it.each([
  ['500ms', 500],
  ['1h30m5s250ms', 5_405_250],
  ['1.5h', 5_400_000],
  ['0s', 0],
  ['9999999999h', 9999999999 * 3_600_000],
  ['0.5ms', 0.5],
  ['', undefined],
  ['30', undefined],
  ['1h 30m', undefined],
  ['5sfoo', undefined],
  ['foo5s', undefined],
])('%j is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
