import { expect, it } from 'vitest';
import { openCollector } from './open-collector.ts';
import { isRingSize, ringSizes } from './ring-size.ts';

it.each([64 * 1024, 8 * 2 ** 20, 2 ** 30])('%d bytes are a size', (bytes) => {
  expect(isRingSize(bytes)).toBe(true);
});

it.each([0, -65_536, 1, 32 * 1024, 64 * 1024 - 1, 64 * 1024 + 1, 12 * 2 ** 20, 2 ** 31, 2 ** 30 + 1, Number.NaN])(
  '%d bytes are none, and no collector is opened with them',
  (ringBytes) => {
    expect(isRingSize(ringBytes)).toBe(false);
    expect(() => openCollector({ ringBytes })).toThrow(
      new RangeError(`Expected a power of two from 65536 to 1073741824 as ringBytes, got "${ringBytes}"`),
    );
  },
);

it('the default is one', () => {
  expect(isRingSize(ringSizes.default)).toBe(true);
});
