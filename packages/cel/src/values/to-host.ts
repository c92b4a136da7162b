import { Duration } from './duration.ts';
import { CelMap } from './map-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

/**
 * A value of the language as the outside sees it: both integer types are bigint, maps that an expression built are
 * `Map`, times and durations nanoseconds as bigint, types their name; all else is passed as it is.
 */
export function toHost(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint) return value.value;
  if (Array.isArray(value)) return value.some(isWrapped) ? value.map(toHost) : value;
  if (value instanceof CelMap) return new Map(value.keys().map((key) => [toHost(key), toHost(value.find(key))]));
  if (value instanceof Timestamp || value instanceof Duration) return value.ns;
  return value instanceof TypeValue ? value.name : value;
}

function isWrapped(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
