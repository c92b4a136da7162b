const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5, micro sign
  μs: 1_000n, // U+03BC, Greek letter mu
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const whole = /^\+?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** UTF-16 units: Go durations have no more digits that count; longer texts would only cost time. */
export const longestDurationText = 100;

/**
 * Nanoseconds of a duration as Go's time.ParseDuration reads it, such as 120s, 5m, 1h30m, .5s; what is less than a nanosecond
 * is cut off. There is no longest one. Undefined for any other text, and for less than nothing.
 */
export function parseDuration(text: string): bigint | undefined {
  if (text.length > longestDurationText || !whole.test(text)) return undefined;
  let totalNs = 0n;
  for (const [, count = '', unit = ''] of text.matchAll(/([\d.]+)([a-zµμ]+)/g))
    totalNs += part(count, units[unit] ?? 0n);
  return totalNs;
}

function part(count: string, unitNs: bigint): bigint {
  const [integer = '', fraction = ''] = count.split('.');
  return BigInt(integer) * unitNs + (BigInt(fraction) * unitNs) / 10n ** BigInt(fraction.length);
}

/** The same in milliseconds. */
export function durationMs(text: string): number | undefined {
  const ns = parseDuration(text);
  return ns === undefined ? undefined : Number(ns) / 1e6;
}
