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

/** @param offsetMs how far the clock of the time zone is ahead of UTC at a time in milliseconds since the epoch */
export function calendarOf({ ns }: Timestamp, offsetMs: (ms: number) => number): Calendar {
  const ms = Number(ns / 1_000_000n) - (ns % 1_000_000n < 0n ? 1 : 0);
  const local = new Date(ms + offsetMs(ms));
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
