import { expect, it } from 'vitest';
import { parseRingSize } from './parse-ring-size.ts';
import { UsageError } from './usage-error.ts';

it.each([
  ['64KiB', 65_536],
  ['8192KiB', 8_388_608],
  ['16MiB', 16_777_216],
  ['1GiB', 1_073_741_824],
])('%s are %d bytes', async (text, bytes) => {
  expect(await parseRingSize(text)).toBe(bytes);
});

it('none is the default', async () => {
  expect(await parseRingSize(undefined)).toBeUndefined();
});

it.each(['', '16', '16 MiB', 'MiB', '16MB', '16mib', '1.5MiB', '-1MiB', '1e3KiB', ' 16MiB', '16MiB ', '١MiB'])(
  '"%s" is no size',
  async (text) => {
    await expect(parseRingSize(text)).rejects.toThrow(
      new UsageError(`Expected a size such as 512KiB, 16MiB or 1GiB, got "${text}"`),
    );
  },
);

it.each(['32KiB', '63KiB', '65KiB', '0MiB', '12MiB', '1025MiB', '2GiB'])(
  '%s is none that a ring takes',
  async (text) => {
    await expect(parseRingSize(text)).rejects.toThrow(
      new UsageError(`Expected a power of two from 64KiB to 1GiB, got "${text}"`),
    );
  },
);
