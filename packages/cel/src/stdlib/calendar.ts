import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';
import type { Timestamp } from '../values/timestamp.ts';

/** A timestamp as clock and calendar of a time zone show it; month and day from 1, the others from 0. */
export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Sunday is 0. */
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

const dayMs = 86_400_000;

/** @param zone a name of the IANA database, or an offset such as `+02:00` */
export function calendarOf({ ns }: Timestamp, zone: string): Calendar {
  const ms = Number(ns / 1_000_000n) - (ns % 1_000_000n < 0n ? 1 : 0);
  const local = new Date(ms + offsetMs(ms, zone));
  const year = local.getUTCFullYear();
  const newYear = new Date(local);
  newYear.setUTCMonth(0, 1);
  return {
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    dayOfWeek: local.getUTCDay(),
    dayOfYear: Math.round((local.getTime() - newYear.getTime()) / dayMs),
  };
}

function offsetMs(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const match = /^([+-]?)(\d\d?):(\d\d)$/.exec(zone);
  if (!match) return namedOffsetMs(ms, zone);
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

function namedOffsetMs(ms: number, zone: string): number {
  const parts = new Map(
    formatter(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const local = new Date(0);
  local.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  local.setUTCHours(part('hour'), part('minute'), part('second'));
  return local.getTime() - Math.floor(ms / 1000) * 1000;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const;
  const options = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601', { ...options, hourCycle: 'h23', timeZone });
  } catch {
    return fail(`Unknown time zone ${quoted(timeZone)}`);
  }
}
