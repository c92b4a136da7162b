import { checkTextLength } from './bounded.ts';
import { findText } from './find-text.ts';
import { width } from './text.ts';

/**
 * Replaces the first `limit` occurrences, negative limits all; an empty search text is found before every code point
 * and at the end.
 *
 * Not `String.prototype.replaceAll`: it takes the memory before it can be asked how much, and `$&` in a replacement has
 * a meaning there.
 *
 * @throws EvaluationFailure limit
 */
export function replace(text: string, search: string, replacement: string, limit = -1n): string {
  const count = limit < 0n ? Number.POSITIVE_INFINITY : Number(limit);
  return search === '' ? replaceGaps(text, replacement, count) : replaceTexts(text, search, replacement, count);
}

/** Joined from an array: text that is added to piece by piece takes 20 times the memory of its characters. */
function replaceTexts(text: string, search: string, replacement: string, count: number): string {
  const parts: string[] = [];
  let start = 0;
  let length = text.length;
  for (let at = findText(text, search); at >= 0 && parts.length < 2 * count; at = findText(text, search, start)) {
    length += replacement.length - search.length;
    checkTextLength(length - (text.length - at - search.length));
    parts.push(text.slice(start, at), replacement);
    start = at + search.length;
  }
  checkTextLength(length);
  return parts.length === 0 ? text : parts.join('') + text.slice(start);
}

function replaceGaps(text: string, replacement: string, count: number): string {
  const parts: string[] = [];
  let unit = 0;
  let length = text.length;
  while (unit < text.length && parts.length < 2 * count) {
    const end = unit + width(text, unit);
    length += replacement.length;
    checkTextLength(length - (text.length - end));
    parts.push(replacement, text.slice(unit, end));
    unit = end;
  }
  const rest = parts.length < 2 * count ? replacement : text.slice(unit);
  checkTextLength(length + (parts.length < 2 * count ? replacement.length : 0));
  return parts.join('') + rest;
}
