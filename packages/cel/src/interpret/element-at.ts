import type { TextRange } from '../cel-error.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { Uint } from '../values/uint.ts';
import { failAt } from './fail-at.ts';

/**
 * The element of a list or the value of a key of a map; undefined for one that is not there.
 * @throws CelError evaluation for what is no list and no map, or an index that is no integer
 */
export function elementAt(container: unknown, key: unknown, place: TextRange): unknown {
  if (Array.isArray(container)) return container[listPosition(key, place)];
  return isMap(container)
    ? mapFind(container, key)
    : failAt(place, `Expected list or map, got "${shownType(container)}"`);
}

/** The number types are one where an index is only known at run time, as long as it is whole. */
export function listPosition(index: unknown, place: TextRange): number {
  const position = index instanceof Uint ? index.value : index;
  if (typeof position === 'bigint' || Number.isInteger(position)) return Number(position);
  return failAt(place, `Expected index of type int, got "${shownType(index)}"`);
}
