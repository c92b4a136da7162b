import { fail } from '../evaluation-failure.ts';

const surrogate = /[\ud800-\udfff]/;

/** Whether code points of the text may take two code units. */
export function hasSurrogates(text: string): boolean {
  return surrogate.test(text);
}

/** The length of a text as the language counts it. */
export function codePointCount(text: string): number {
  return hasSurrogates(text) ? countBefore(text, text.length) : text.length;
}

/** How many code points begin before a code unit. */
export function countBefore(text: string, unit: number): number {
  let count = 0;
  for (let i = 0; i < unit; i += width(text, i)) count++;
  return count;
}

/**
 * The code unit at which a code point begins; the text's length for the one after the last.
 *
 * @param count of code points: without pairs of surrogates positions of code units and code points are the same
 * @throws EvaluationFailure below 0 and above the count
 */
export function unitOffset(text: string, index: bigint, count: number): number {
  const at = position(index, count);
  if (count === text.length) return at;
  let unit = 0;
  for (let left = at; left > 0; left--) unit += width(text, unit);
  return unit;
}

/** Code units of the code point that begins at one: an unpaired surrogate is a code point of its own. */
export function width(text: string, unit: number): number {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}

function position(index: bigint, last: number): number {
  const at = Number(index);
  if (at < 0 || at > last) fail(`Expected index from 0 to ${last}, got "${index}"`);
  return at;
}
