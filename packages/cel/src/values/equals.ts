import { CidrValue } from './cidr-value.ts';
import { Duration } from './duration.ts';
import { IpValue } from './ip-value.ts';
import { isMap, type MapValue, mapFind, mapKeys, mapSize } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';
import { Timestamp } from './timestamp.ts';
import { TypeValue } from './type-value.ts';
import { Uint } from './uint.ts';
import { Visits } from './visits.ts';

/**
 * Equality as the language defines it: numbers by value across their types, unlike types are unequal, NaN is unequal.
 *
 * @param visits counts the elements of lists and maps; for comparisons that belong together one
 * @throws EvaluationFailure limit for lists and maps that hold too many values
 */
export function equals(a: unknown, b: unknown, visits?: Visits): boolean {
  if (typeof a !== 'object' || a === null || a instanceof Uint) return equalScalars(a, b);
  if (typeof b !== 'object' || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b, visits);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof OptionalValue) return b instanceof OptionalValue && equals(a.value, b.value, visits);
  if (a instanceof Timestamp) return b instanceof Timestamp && a.ns === b.ns;
  if (a instanceof Duration) return b instanceof Duration && a.ns === b.ns;
  if (a instanceof IpValue) return b instanceof IpValue && equalAddresses(a, b);
  if (a instanceof CidrValue) return b instanceof CidrValue && equalAddresses(a.ip, b.ip) && a.prefix === b.prefix;
  return isMap(a) ? isMap(b) && equalMaps(a, b, visits) : a === b;
}

function equalScalars(a: unknown, b: unknown): boolean {
  const left = a instanceof Uint ? a.value : a;
  const right = b instanceof Uint ? b.value : b;
  if (typeof left === 'bigint' && typeof right === 'number') return right === Number(left) && BigInt(right) === left;
  if (typeof left === 'number' && typeof right === 'bigint') return equalScalars(right, left);
  return left === right;
}

function equalLists(a: readonly unknown[], b: readonly unknown[], visits = new Visits()): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    visits.count();
    if (!equals(a[i], b[i], visits)) return false;
  }
  return true;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function equalAddresses(a: IpValue, b: IpValue): boolean {
  return a.family === b.family && a.bits === b.bits;
}

function equalMaps(a: MapValue, b: MapValue, visits = new Visits()): boolean {
  if (mapSize(a) !== mapSize(b)) return false;
  return mapKeys(a).every((key) => {
    visits.count();
    const other = mapFind(b, key);
    return other !== undefined && equals(mapFind(a, key), other, visits);
  });
}
