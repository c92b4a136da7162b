import { shorten } from './shorten.ts';
import { toPrintable } from './to-printable.ts';

const longest = 200;

/** A value of an expression as a person reads it: text in quotes, integers without their type, on one line. */
export function renderValue(value: unknown): string {
  return toPrintable(shorten(JSON.stringify(toJsonValue(value)) ?? String(value), longest));
}

/** The same for JSON: an integer that a JSON number cannot hold is text. */
export function toJsonValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), toJsonValue(item)]));
  if (Array.isArray(value)) return value.map(toJsonValue);
  return value;
}
