import { Duration } from './duration.ts';
import { isMap, type MapValue, mapFind, mapKeys, mapSize } from './map-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';

/** Equality as the language defines it: numbers by value across their types, unlike types are unequal, NaN is unequal. */
export function equals(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || a instanceof Uint) return equalScalars(a, b);
  if (typeof b !== 'object' || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalLists(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.ns === b.ns;
  if (a instanceof Duration) return b instanceof Duration && a.ns === b.ns;
  return a === b || (isMap(a) && isMap(b) && equalMaps(a, b));
}

function equalScalars(a: unknown, b: unknown): boolean {
  const left = a instanceof Uint ? a.value : a;
  const right = b instanceof Uint ? b.value : b;
  if (typeof left === 'bigint' && typeof right === 'number') return right === Number(left) && BigInt(right) === left;
  if (typeof left === 'number' && typeof right === 'bigint') return equalScalars(right, left);
  return left === right;
}

function equalLists(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equals(a[i], b[i])) return false;
  return true;
}

function equalMaps(a: MapValue, b: MapValue): boolean {
  if (mapSize(a) !== mapSize(b)) return false;
  return mapKeys(a).every((key) => {
    const other = mapFind(b, key);
    return other !== undefined && equals(mapFind(a, key), other);
  });
}
