import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';
import { Duration } from '../values/duration.ts';
import { Timestamp } from '../values/timestamp.ts';

const second = 1_000_000_000n;
const maxDurationNs = 2n ** 63n - 1n;
const minDurationNs = -(2n ** 63n);
const minTimestampNs = -62_135_596_800n * second;
const maxTimestampNs = 253_402_300_800n * second - 1n;

const unitNs: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: second,
  m: 60n * second,
  h: 3600n * second,
};

/** @throws EvaluationFailure outside of the years 1 to 9999 */
export function toTimestamp(ns: bigint): Timestamp {
  if (ns < minTimestampNs || ns > maxTimestampNs) fail('Expected timestamp from year 1 to 9999');
  return new Timestamp(ns);
}

/** @throws EvaluationFailure outside of ±292 years, the nanoseconds that 64 bits hold */
export function toDuration(ns: bigint): Duration {
  if (ns < minDurationNs || ns > maxDurationNs) fail('Expected duration of at most 292 years');
  return new Duration(ns);
}

/** Reads RFC 3339 with up to nanoseconds. */
export function parseTimestamp(text: string): Timestamp {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/i.exec(text);
  const [, local = '', digits = '', zone = ''] = match ?? [];
  const localMs = Date.parse(`${local}Z`);
  const ms = Date.parse(local + zone);
  // Date.parse accepts February 30th; such a date does not read back as it was written.
  const isDate = Number.isFinite(ms) && new Date(localMs).toISOString().startsWith(local.toUpperCase());
  if (!isDate) return fail(`Expected RFC 3339 timestamp, got ${quoted(text)}`);
  return toTimestamp(BigInt(ms) * 1_000_000n + BigInt(digits.padEnd(9, '0')));
}

export function timestampText({ ns }: Timestamp): string {
  const seconds = ns / second - (ns % second < 0n ? 1n : 0n);
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${text}${fractionText(ns - seconds * second)}Z`;
}

/** More than any duration needs: numbers of many digits take quadratic time to read. */
const maxDurationText = 1000;

/** Reads `1h30m`, `-1.5s` and the like (Go's time.ParseDuration). */
export function parseDuration(text: string): Duration {
  // Each text has one way to match only: two ways for the digits would take quadratic time.
  if (
    text.length > maxDurationText ||
    !/^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text)
  ) {
    return fail(`Expected duration such as 1h30m, got ${quoted(text)}`);
  }
  let ns = 0n;
  for (const [, whole = '', digits = '', unit = 'ns'] of text.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const factor = unitNs[unit] ?? 1n;
    ns += BigInt(whole) * factor + (BigInt(digits || 0) * factor) / 10n ** BigInt(digits.length);
  }
  return toDuration(text.startsWith('-') ? -ns : ns);
}

export function durationText({ ns }: Duration): string {
  const absolute = ns < 0n ? -ns : ns;
  return `${ns < 0n ? '-' : ''}${absolute / second}${fractionText(absolute % second)}s`;
}

function fractionText(ns: bigint): string {
  return ns === 0n ? '' : `.${ns.toString().padStart(9, '0').replace(/0+$/, '')}`;
}
