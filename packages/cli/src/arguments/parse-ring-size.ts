import { UsageError } from './usage-error.ts';

const unitBytes = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/**
 * Reads the size of the ring between the kernel and us, such as 512KiB, 16MiB, 1GiB.
 * @returns bytes; undefined: none was given, and the collector takes its own
 * @throws UsageError for what is no size, or not one of those that the collector takes
 */
export async function parseRingSize(text: string | undefined): Promise<number | undefined> {
  if (text === undefined) return undefined;
  // Imported here: commands that work on files run where the collector cannot.
  const { isRingSize } = await import('@rulelibrary/engine/collector');
  const [, digits, unit] = /^(\d{1,7})(KiB|MiB|GiB)$/.exec(text) ?? [];
  if (unit === undefined) throw new UsageError(`Expected a size such as 512KiB, 16MiB or 1GiB, got "${text}"`);
  const bytes = Number(digits) * unitBytes[unit as keyof typeof unitBytes];
  if (!isRingSize(bytes)) throw new UsageError(`Expected a power of two from 64KiB to 1GiB, got "${text}"`);
  return bytes;
}
