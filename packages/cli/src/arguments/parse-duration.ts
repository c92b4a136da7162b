import { durationMs } from '@rulelibrary/schema/configuration';
import { UsageError } from './usage-error.ts';

/** A year: more is a mistyped unit. */
const maxMs = 366 * 24 * 3_600_000;

/**
 * Reads a duration as Go writes it, such as 500ms, 30s, 5m, 1h30m.
 * @returns milliseconds, above zero
 * @throws UsageError
 */
export function parseDuration(text: string): number {
  const totalMs = durationMs(text);
  if (totalMs === undefined) {
    throw new UsageError(`Expected a duration such as 500ms, 30s, 5m or 1h30m, got "${text}"`);
  }
  if (totalMs < 1) throw new UsageError(`Expected a duration of 1ms or more, got "${text}"`);
  if (totalMs > maxMs) throw new UsageError(`Too long duration "${text}", maximum 8784h`);
  return totalMs;
}
