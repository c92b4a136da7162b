import { searchBackward, searchForward } from './linear-search.ts';

/** Steps of the engine's own search at worst: some 50 ms. */
const maxSteps = 16_777_216;

/** As `indexOf`, and never much slower than linear: both texts may be an attacker's. */
export function findText(text: string, search: string, from = 0): number {
  return isCheap(text, search) ? text.indexOf(search, from) : searchForward(text, search, from);
}

/** As `lastIndexOf`, and never much slower than linear. */
export function findLastText(text: string, search: string, from = Number.POSITIVE_INFINITY): number {
  return isCheap(text, search) ? text.lastIndexOf(search, from) : searchBackward(text, search, from);
}

function isCheap(text: string, search: string): boolean {
  return text.length * search.length <= maxSteps || search.length > text.length;
}
