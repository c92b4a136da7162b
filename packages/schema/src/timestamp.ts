import { EventError } from './event-error.ts';
import { quote } from './quote.ts';

/** An instant; whole seconds since the epoch and nanoseconds within the second. */
interface Instant {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * Milliseconds since the epoch of an RFC 3339 date and time, with fractions: a double keeps today's to a quarter of a microsecond.
 * @throws EventError code `invalid-timestamp`
 */
export function timestampMs(text: string): number {
  const { seconds, nanoseconds } = parseInstant(text);
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Nanoseconds since the epoch of an RFC 3339 date and time, exactly (digits after the ninth do not count); undefined for any other text. */
export function epochNs(text: string): bigint | undefined {
  const instant = readInstant(text);
  return instant && BigInt(instant.seconds) * 1_000_000_000n + BigInt(Math.trunc(instant.nanoseconds));
}

/** RFC 3339 in UTC with nine fractional digits. @throws EventError code `invalid-timestamp` outside the years 0 to 9999 */
export function formatTimestamp(epochNs: bigint): string {
  // BigInt division rounds towards zero; the fraction of an instant before 1970 must still count upwards.
  const nanoseconds = ((epochNs % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return formatInstant({ seconds: Number((epochNs - nanoseconds) / 1_000_000_000n), nanoseconds: Number(nanoseconds) });
}

/** The same instant in UTC: the text itself when it is given so. @throws EventError code `invalid-timestamp` */
export function toUtc(text: string): string {
  return text.endsWith('Z') ? text : formatInstant(parseInstant(text));
}

const firstSecond = Date.UTC(2000, 0) / 1000 - 730_485 * 86_400; // 0000-01-01
const lastSecond = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

function formatInstant({ seconds, nanoseconds }: Instant): string {
  if (seconds < firstSecond || seconds > lastSecond) {
    throw new EventError('invalid-timestamp', `Expected a time in the years 0 to 9999, got "${seconds} s"`);
  }
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(nanoseconds).padStart(9, '0')}Z`;
}

function parseInstant(text: string): Instant {
  const instant = readInstant(text);
  if (instant === undefined) throw invalid(text);
  return instant;
}

/** Digit by digit: every line of a replay passes here, and a regular expression takes four times as long. */
function readInstant(text: string): Instant | undefined {
  const days = daysSinceEpoch(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  const second = digits(text, 17, 19);
  const local =
    days * 86_400 + secondsOf(digits(text, 11, 13), digits(text, 14, 16)) + (second <= 59 ? second : Number.NaN);
  const fractionEnd = text[19] === '.' ? endOfDigits(text, 20) : 19;
  // NaN, where anything was no digit or out of range, goes through all of the arithmetic.
  const seconds = local - offsetSeconds(text, fractionEnd);
  if (!hasSeparators(text) || fractionEnd === 20 || Number.isNaN(seconds)) return undefined;
  return { seconds, nanoseconds: fractionEnd === 19 ? 0 : nanosecondsOf(text, Math.min(fractionEnd, 29)) };
}

function hasSeparators(text: string): boolean {
  const separator = text[10];
  const isDate = text[4] === '-' && text[7] === '-' && (separator === 'T' || separator === 't');
  return isDate && text[13] === ':' && text[16] === ':';
}

function nanosecondsOf(text: string, end: number): number {
  return digits(text, 20, end) * 10 ** (29 - end);
}

function secondsOf(hour: number, minute: number): number {
  return hour <= 23 && minute <= 59 ? hour * 3600 + minute * 60 : Number.NaN;
}

/** What `Z`, `+02:00` at the text's end says; NaN for anything else. */
function offsetSeconds(text: string, at: number): number {
  const mark = text[at];
  if (mark === 'Z' || mark === 'z') return text.length === at + 1 ? 0 : Number.NaN;
  if ((mark !== '+' && mark !== '-') || text[at + 3] !== ':' || text.length !== at + 6) return Number.NaN;
  return secondsOf(digits(text, at + 1, at + 3), digits(text, at + 4, at + 6)) * (mark === '-' ? -1 : 1);
}

/** The number that the decimal digits from `start` to `end` write; NaN when one is none. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end;
}

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** NaN for a day that the month does not have. Civil calendar to days: Howard Hinnant, "days_from_civil". */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(day >= 1 && day <= (month === 2 && !isLeap ? 28 : (monthDays[month - 1] ?? 0)))) return Number.NaN;
  const shifted = month <= 2 ? year - 1 : year; // the year begins in March, so that the leap day is its last
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function invalid(text: string): EventError {
  return new EventError('invalid-timestamp', `Expected an RFC 3339 timestamp, got ${quote(text)}`);
}
