import { limits } from '../limits.ts';
import type { Duration } from '../values/duration.ts';
import type { Timestamp } from '../values/timestamp.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { type Declaration, func, method, operator } from './declaration.ts';
import { recentlyUsed } from './recently-used.ts';
import { durationText, parseDuration, parseTimestamp, timestampText, toDuration, toTimestamp } from './time-text.ts';
import { timeZone, utc } from './time-zone.ts';

const timestamp = 'google.protobuf.Timestamp';
const duration = 'google.protobuf.Duration';
const secondNs = 1_000_000_000n;

const conversions = [
  func('timestamp', [['string'], timestamp], parseTimestamp),
  func('timestamp', [['int'], timestamp], (seconds: bigint) => toTimestamp(seconds * secondNs)),
  func('timestamp', [[timestamp], timestamp], (value: Timestamp) => value),
  func('duration', [['string'], duration], parseDuration),
  func('duration', [[duration], duration], (value: Duration) => value),
  func('string', [[timestamp], 'string'], timestampText),
  func('string', [[duration], 'string'], durationText),
  func('int', [[timestamp], 'int'], ({ ns }: Timestamp) => floorDivide(ns, secondNs)),
];

const arithmetic = [
  operator('+', [[timestamp, duration], timestamp], (a: Timestamp, b: Duration) => toTimestamp(a.ns + b.ns)),
  operator('+', [[duration, timestamp], timestamp], (a: Duration, b: Timestamp) => toTimestamp(a.ns + b.ns)),
  operator('+', [[duration, duration], duration], (a: Duration, b: Duration) => toDuration(a.ns + b.ns)),
  operator('-', [[timestamp, timestamp], duration], (a: Timestamp, b: Timestamp) => toDuration(a.ns - b.ns)),
  operator('-', [[timestamp, duration], timestamp], (a: Timestamp, b: Duration) => toTimestamp(a.ns - b.ns)),
  operator('-', [[duration, duration], duration], (a: Duration, b: Duration) => toDuration(a.ns - b.ns)),
];

const ofTimestamp: Readonly<Record<string, (calendar: Calendar) => number>> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDate: ({ day }) => day,
  getDayOfMonth: ({ day }) => day - 1,
  getDayOfYear: ({ dayOfYear }) => dayOfYear,
  getDayOfWeek: ({ dayOfWeek }) => dayOfWeek,
  getHours: ({ hour }) => hour,
  getMinutes: ({ minute }) => minute,
  getSeconds: ({ second }) => second,
  getMilliseconds: ({ millisecond }) => millisecond,
};

const ofDuration = [
  method('getHours', [[duration], 'int'], ({ ns }: Duration) => ns / (3600n * secondNs)),
  method('getMinutes', [[duration], 'int'], ({ ns }: Duration) => ns / (60n * secondNs)),
  method('getSeconds', [[duration], 'int'], ({ ns }: Duration) => ns / secondNs),
  method('getMilliseconds', [[duration], 'int'], ({ ns }: Duration) => (ns % secondNs) / 1_000_000n),
];

/** Timestamps and durations of the standard, in UTC unless a time zone is named. */
export function timeFunctions(): Declaration[] {
  const zone = recentlyUsed(limits.cachedZones, timeZone);
  const getters = Object.entries(ofTimestamp).flatMap(([name, get]) => [
    method(name, [[timestamp], 'int'], (value: Timestamp) => BigInt(get(calendarOf(value, utc)))),
    method(name, [[timestamp, 'string'], 'int'], (value: Timestamp, zoneName: string) =>
      BigInt(get(calendarOf(value, zone(zoneName)))),
    ),
  ]);
  return [...conversions, ...arithmetic, ...getters, ...ofDuration];
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}
