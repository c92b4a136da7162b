import { EvaluationFailure, fail } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';

const surrogate = /[\ud800-\udfff]/;

/**
 * A text as the language counts it: in code points. Without surrogates the code units are the code points, and nothing
 * is copied.
 */
export type CodePoints = string | readonly string[];

export function codePoints(text: string): CodePoints {
  return surrogate.test(text) ? Array.from(text) : text;
}

export function codePointCount(text: string): number {
  return codePoints(text).length;
}

/** The text from one code point to before another. */
export function sliceText(points: CodePoints, start: number, end: number): string {
  return typeof points === 'string' ? points.slice(start, end) : points.slice(start, end).join('');
}

/**
 * A position given by an expression, as a number.
 * @throws EvaluationFailure below 0 and above `last`
 */
export function position(index: bigint, last: number): number {
  if (index < 0n || index > BigInt(last)) fail(`Expected index from 0 to ${last}, got "${index}"`);
  return Number(index);
}

/** @throws EvaluationFailure limit */
export function boundedText(text: string): string {
  if (text.length <= limits.textLength) return text;
  throw new EvaluationFailure(`Too long text "${text.length}", maximum ${limits.textLength}`, 'limit');
}
