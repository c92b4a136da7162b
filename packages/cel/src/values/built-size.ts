import { limits } from '../limits.ts';
import { isMap, mapFind, mapKeys } from './map-value.ts';
import { OptionalValue } from './optional-value.ts';

/** Code units and bytes that count as much as an element that is visited: all that loops build has 64 million. */
const unitsOfVisit = 640;
/** An element takes about as much memory as so many of them. */
const unitsOfElement = 16;

/**
 * How much a value that a loop built counts against the bound on visited elements. Small ones count nothing.
 * @returns more than the bound for what is larger than all that an evaluation may build
 */
export function builtSize(value: unknown): number {
  const most = (limits.iterations + 1) * unitsOfVisit;
  const pending = [value];
  let units = 0;
  while (pending.length > 0 && units <= most) {
    const item = pending.pop();
    if (typeof item === 'string' || item instanceof Uint8Array) units += item.length;
    else if (item instanceof OptionalValue) pending.push(item.value);
    else if (Array.isArray(item)) units += pushAll(item, pending);
    else if (isMap(item))
      units += pushAll(
        mapKeys(item).flatMap((key) => [key, mapFind(item, key)]),
        pending,
      );
  }
  return Math.floor(units / unitsOfVisit);
}

function pushAll(items: readonly unknown[], pending: unknown[]): number {
  for (const item of items) pending.push(item);
  return items.length * unitsOfElement;
}
