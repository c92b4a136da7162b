import { expect, it } from 'vitest';
import { durationMs } from './duration-ms.ts';

it.each([
  ['500ms', 500],
  ['1h30m5s250ms', 5_405_250],
  ['1.5h', 5_400_000],
  ['', undefined],
  ['30', undefined],
  ['1h 30m', undefined],
  ['5sfoo', undefined],
  ['foo5s', undefined],
])('%j is %s ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
