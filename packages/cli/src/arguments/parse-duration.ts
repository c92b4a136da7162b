import { UsageError } from './usage-error.ts';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A year: more is a mistyped unit. */
const maxMs = 366 * 24 * unitMs.h;

const part = /(\d+(?:\.\d*)?|\.\d+)(ms|s|m|h)/y;

/**
 * Reads a duration as Go writes it, such as 500ms, 30s, 5m, 1h30m.
 * @returns milliseconds, above zero
 * @throws UsageError
 */
export function parseDuration(text: string): number {
  let totalMs = 0;
  let end = 0;
  part.lastIndex = 0;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    totalMs += Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
    end = part.lastIndex;
  }
  if (end === 0 || end !== text.length) {
    throw new UsageError(`Expected a duration such as 500ms, 30s, 5m or 1h30m, got "${text}"`);
  }
  if (totalMs < 1) throw new UsageError(`Expected a duration of 1ms or more, got "${text}"`);
  if (totalMs > maxMs) throw new UsageError(`Too long duration "${text}", maximum 8784h`);
  return totalMs;
}
