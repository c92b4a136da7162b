import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';

/** How far its clock is ahead of UTC, at a time; both in milliseconds. */
export type TimeZone = (ms: number) => number;

export const utc: TimeZone = () => 0;

/**
 * @param name of the IANA database, or an offset such as `+02:00`
 * @throws EvaluationFailure for a name that is none
 */
export function timeZone(name: string): TimeZone {
  if (name === 'UTC') return utc;
  const [, sign, hours, minutes] = /^([+-]?)(\d\d?):([0-5]\d)$/.exec(name) ?? [];
  if (hours === undefined && /^[A-Za-z]/.test(name)) return namedZone(name);
  if (hours === undefined || Number(hours) > 23) return unknownZone(name);
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return () => (sign === '-' ? -offsetMs : offsetMs);
}

/** By the offset, not by the local date: that one is of the Julian calendar before 1582. */
function namedZone(name: string): TimeZone {
  const format = formatter(name);
  return (ms) => {
    const offset = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(offset) ?? [];
    const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -offsetMs : offsetMs;
  };
}

function formatter(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return unknownZone(name);
  }
}

function unknownZone(name: string): never {
  return fail(`Unknown time zone ${quoted(name)}`);
}
