import { Duration } from '../../src/values/duration.ts';
import { isMap, type MapValue, mapFind, mapKeys, mapSize } from '../../src/values/map-value.ts';
import { Timestamp } from '../../src/values/timestamp.ts';
import { TypeValue } from '../../src/values/type-value.ts';
import { Uint } from '../../src/values/uint.ts';

/** Whether two values are the same: unlike equality in the language 1 is not 1u, NaN is NaN and -0.0 is not 0.0. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && isSameList(a, b);
  if (a instanceof Uint) return b instanceof Uint && a.value === b.value;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.ns === b.ns;
  if (a instanceof Duration) return b instanceof Duration && a.ns === b.ns;
  return isMap(a) && isMap(b) && isSameMap(a, b);
}

function isSameList(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  return a.length === b.length && Array.from(a).every((element, index) => isSameValue(element, b[index]));
}

function isSameMap(a: MapValue, b: MapValue): boolean {
  return mapSize(a) === mapSize(b) && mapKeys(a).every((key) => hasSameEntry(a, b, key));
}

function hasSameEntry(a: MapValue, b: MapValue, key: unknown): boolean {
  return mapKeys(b).some((other) => isSameValue(key, other)) && isSameValue(mapFind(a, key), mapFind(b, key));
}
