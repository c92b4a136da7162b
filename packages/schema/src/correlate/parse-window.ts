import { parseDuration } from '../duration/parse-duration.ts';

/** What fits into Go's time.Duration. */
const longestNs = 2n ** 63n - 1n;

/** Nanoseconds of a window, such as 120s, 5m, 1h30m. Undefined for what is no duration, for nothing, and for too long a one. */
export function parseWindow(text: string): bigint | undefined {
  const ns = parseDuration(text) ?? 0n;
  return ns > 0n && ns <= longestNs ? ns : undefined;
}
