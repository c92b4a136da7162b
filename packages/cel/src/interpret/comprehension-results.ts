import type { TextRange } from '../cel-error.ts';
import { CelMap, isMap, type MapKey, mapFind, mapKeys } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { failAt } from './fail-at.ts';

/** Takes the results of a comprehension, one by one. */
export interface Collect {
  /** @throws CelError evaluation for a result that does not go with those before it */
  readonly add: (key: unknown, result: unknown) => void;
  readonly collected: unknown;
}

export function collectList(): Collect {
  const list: unknown[] = [];
  return { add: (_key, result) => list.push(result), collected: list };
}

export function collectMap(): Collect {
  const map = new CelMap();
  return { add: (key, result) => map.add(key as MapKey, result), collected: map };
}

/** The results are maps themselves; their entries are put together. */
export function collectEntries(place: TextRange): Collect {
  const map = new CelMap();
  const add = (_key: unknown, result: unknown) => {
    if (!isMap(result)) return failAt(place, `Expected map, got "${shownType(result)}"`);
    for (const key of mapKeys(result)) {
      if (!map.add(key, mapFind(result, key))) failAt(place, 'Duplicate key of map');
    }
  };
  return { add, collected: map };
}
