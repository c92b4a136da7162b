import { fail } from '../evaluation-failure.ts';
import { findLastText, findText } from './find-text.ts';
import { codePointCount, countBefore, hasSurrogates, unitOffset } from './text.ts';

/**
 * Position of the first occurrence at or after `from`, in code points; -1 for none.
 *
 * @throws EvaluationFailure for a `from` outside of the text; where an empty text is searched for, below 0
 */
export function indexOf(text: string, search: string, from = 0n): bigint {
  if (search === '') return checkPositive(from);
  const start = from === 0n ? 0 : startOffset(text, from);
  return toCodePoints(text, findText(text, search, start));
}

/** Position of the last occurrence that begins at or before `from`, in code points; -1 for none. */
export function lastIndexOf(text: string, search: string, from?: bigint): bigint {
  if (search === '') return checkPositive(from ?? BigInt(codePointCount(text)));
  const start = from === undefined ? undefined : startOffset(text, from);
  return toCodePoints(text, findLastText(text, search, start));
}

function toCodePoints(text: string, unit: number): bigint {
  return BigInt(unit > 0 && hasSurrogates(text) ? countBefore(text, unit) : unit);
}

function startOffset(text: string, from: bigint): number {
  const length = codePointCount(text);
  if (from < 0n || from >= BigInt(length)) fail(`Expected index below ${length}, got "${from}"`);
  return unitOffset(text, from, length);
}

function checkPositive(from: bigint): bigint {
  return from < 0n ? fail(`Expected index of 0 or more, got "${from}"`) : from;
}
