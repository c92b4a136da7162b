import { Duration } from './duration.ts';
import { isMap, mapSize } from './map-value.ts';
import { Timestamp } from './timestamp.ts';
import { Uint } from './uint.ts';

/** Whether a value is the one that a field without a value has: null, false, 0, an empty text, an empty list. */
export function isZero(value: unknown): boolean {
  if (typeof value === 'number') return value === 0;
  if (typeof value !== 'object' || value === null) return !value;
  if (value instanceof Uint) return value.value === 0n;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Timestamp || value instanceof Duration) return value.ns === 0n;
  return isMap(value) && mapSize(value) === 0;
}
