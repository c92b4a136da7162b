import { fail } from '../evaluation-failure.ts';
import { type CodePoints, codePointCount, codePoints } from './text.ts';

/**
 * Position of the first occurrence at or after `from`, in code points; -1 for none.
 * @throws EvaluationFailure for a `from` outside of the text, unless an empty text is searched for
 */
export function indexOf(text: string, search: string, from = 0n): bigint {
  if (search === '') return from;
  const points = codePoints(text);
  if (from !== 0n) checkStart(from, points.length);
  const start = Number(from);
  if (typeof points === 'string') return BigInt(points.indexOf(search, start));
  const unit = text.indexOf(search, points.slice(0, start).join('').length);
  return toCodePoints(text, unit);
}

/** Position of the last occurrence that begins at or before `from`, in code points; -1 for none. */
export function lastIndexOf(text: string, search: string, from?: bigint): bigint {
  const points = codePoints(text);
  if (search === '') return from ?? BigInt(points.length);
  if (from !== undefined) checkStart(from, points.length);
  const unit = text.lastIndexOf(search, unitOffset(points, from));
  return toCodePoints(text, unit);
}

function unitOffset(points: CodePoints, from: bigint | undefined): number {
  if (from === undefined) return Number.POSITIVE_INFINITY;
  return typeof points === 'string' ? Number(from) : points.slice(0, Number(from)).join('').length;
}

function toCodePoints(text: string, unit: number): bigint {
  return unit < 0 ? -1n : BigInt(codePointCount(text.slice(0, unit)));
}

function checkStart(from: bigint, length: number): void {
  if (from < 0n || from >= BigInt(length)) fail(`Expected index below ${length}, got "${from}"`);
}
