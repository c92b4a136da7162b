import { isMap, mapFind, mapKeys } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';
import { type Extent, scalar, union } from './extent.ts';

/** The extent of a value that is known. */
export function constantExtent(value: unknown): Extent {
  if (typeof value === 'string' || value instanceof Uint8Array) return { length: value.length, count: 0 };
  if (Array.isArray(value)) return { length: 0, count: value.length, element: ofAll(value) };
  if (value instanceof OptionalValue) return constantExtent(value.value);
  if (!isMap(value)) return scalar;
  const keys = mapKeys(value);
  return { length: 0, count: keys.length, element: ofAll([...keys, ...keys.map((key) => mapFind(value, key))]) };
}

function ofAll(values: readonly unknown[]): Extent {
  return values.map(constantExtent).reduce(union, scalar);
}
