import type { TextRange } from '../cel-error.ts';
import { isMap, mapFind, mapKeys } from '../values/map-value.ts';
import { iterationsBeforeScaling, textScale } from '../values/text-scale.ts';
import { shownType } from '../values/type-of.ts';
import { countIterations } from './count-iterations.ts';
import { failAt } from './fail-at.ts';
import type { Frame, Run } from './frame.ts';
import type { Condition } from './interpret-condition.ts';

/** A comprehension, ready to be run. */
export interface Loop {
  readonly range: Run;
  readonly place: TextRange;
  /** Slot of the first variable. */
  readonly first: number;
  readonly second: number | undefined;
  /** How much each element counts against the bound on visited elements. */
  readonly weight: number;
  /** It counts the more the longer the texts of the root are. */
  readonly isScaled: boolean;
  /** Each result counts as well, by its size. */
  readonly isMeasured: boolean;
  readonly condition: Condition;
  readonly result: Run;
}

/** An element of a list under its index, or an entry of a map. */
export interface Item {
  readonly key: unknown;
  readonly value: unknown;
  /** What a comprehension with one variable is about: the element of a list, the key of a map. */
  readonly only: unknown;
}

/**
 * Visits the elements one after the other, the variables set to each.
 * @throws CelError evaluation for what is no list and no map, limit
 */
export function* visit(loop: Loop, frame: Frame): Generator<Item> {
  const range = loop.range(frame);
  for (const item of itemsOf(range, loop.place)) {
    countIterations(frame, loop.weight * scaleOf(loop, frame), loop.place);
    frame.locals[loop.first] = loop.second === undefined ? item.only : item.key;
    if (loop.second !== undefined) frame.locals[loop.second] = item.value;
    yield item;
  }
}

/** In a loop that has come far: looking at all texts costs about as much. */
function scaleOf({ isScaled }: Loop, frame: Frame): number {
  if (!isScaled || frame.iterations < iterationsBeforeScaling) return 1;
  frame.textScale ??= textScale(frame.root);
  return frame.textScale;
}

function* itemsOf(range: unknown, place: TextRange): Generator<Item> {
  if (Array.isArray(range)) {
    for (const [index, value] of range.entries()) yield { key: BigInt(index), value, only: value };
  } else if (isMap(range)) {
    for (const key of mapKeys(range)) yield { key, value: mapFind(range, key), only: key };
  } else {
    failAt(place, `Expected list or map, got "${shownType(range)}"`);
  }
}
