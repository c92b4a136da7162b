import { limits } from '../limits.ts';

/** At most how large a value is. */
export interface Extent {
  /** UTF-16 code units of a text, or bytes. */
  readonly length: number;
  /** Elements of a list, or entries of a map. */
  readonly count: number;
  /** Of each of them, of keys as well as of values; without it nothing is known but their type. */
  readonly element?: Extent | undefined;
  /** Code units of all elements together, where that is less than the largest as often as there are elements. */
  readonly together?: number;
}

/** Of numbers, bools and all else that takes one step to look at. */
export const scalar: Extent = { length: 0, count: 0 };

/** Code units that one step goes through; the factor of cel-go's cost model. */
const lengthPerStep = 10;

/** Steps to go through a text once; any number of texts that are empty is still looked at. */
export function traversal(length: number): number {
  return Math.max(1, length / lengthPerStep);
}

/** Steps to look at all of a value, as comparing and writing it out do: these give up beyond so many values. */
export function weight(extent: Extent): number {
  return Math.min(traversal(extent.length) + weightOfElements(extent), limits.visits);
}

/** The same of what is in it. */
export function weightOfElements({ count, element, together }: Extent): number {
  if (count === 0) return 0;
  return together === undefined ? count * weight(element ?? scalar) : count + traversal(together);
}

/** What holds either of two values. */
export function union(a: Extent, b: Extent): Extent {
  const element = a.element && b.element ? union(a.element, b.element) : (a.element ?? b.element);
  return { length: Math.max(a.length, b.length), count: Math.max(a.count, b.count), element };
}

/** A text that an evaluation builds, or bytes. */
export function built(length: number): Extent {
  return { length: Math.min(length, limits.textLength), count: 0 };
}

/** A list that a function builds. */
export function builtList(count: number, element: Extent | undefined): Extent {
  return { length: 0, count: Math.min(count, limits.listLength), element };
}
