import { CelError, type TextRange } from '../cel-error.ts';
import { limits } from '../limits.ts';
import type { Frame } from './frame.ts';
import { placeOf } from './places.ts';

/**
 * Counts elements that an evaluation visits. The bound is shared by all loops of the evaluation, so that nesting them
 * does not multiply it: attackers choose how many arguments a process has.
 *
 * @throws CelError limit
 */
export function countIterations(frame: Frame, count: number, place: TextRange): void {
  frame.iterations += count;
  if (frame.iterations <= limits.iterations) return;
  throw new CelError('limit', `Too many elements visited, maximum ${limits.iterations}`, placeOf(place));
}
