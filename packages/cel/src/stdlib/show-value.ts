import { fail } from '../evaluation-failure.ts';
import { compare } from '../values/compare.ts';
import { Duration } from '../values/duration.ts';
import { isMap, type MapValue, mapFind, mapKeys } from '../values/map-value.ts';
import { Timestamp } from '../values/timestamp.ts';
import { shownType } from '../values/type-of.ts';
import { TypeValue } from '../values/type-value.ts';
import { Uint } from '../values/uint.ts';
import { toPlain } from './decimal.ts';
import { durationText, timestampText } from './time-text.ts';

/** A value as `%s` writes it. */
export function showValue(value: unknown): string {
  if (typeof value === 'number') return showDouble(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Uint) return String(value.value);
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Uint8Array) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Duration) return durationText(value);
  return isMap(value) ? showMap(value) : fail(`Expected value that has a text, got "${shownType(value)}"`);
}

function showDouble(value: number): string {
  return Number.isFinite(value) ? toPlain(value) : String(value);
}

function showMap(map: MapValue): string {
  const entries = mapKeys(map).map((key) => [showValue(key), showValue(mapFind(map, key))] as const);
  entries.sort(([a], [b]) => compare(a, b));
  return `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
}
