import { fail } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { boundedText, checkListLength, checkTextLength } from './bounded.ts';
import { findText } from './find-text.ts';
import { codePointCount, unitOffset, width } from './text.ts';

/** The code point at a position; none at the one after the last. */
export function charAt(text: string, index: bigint): string {
  const count = codePointCount(text);
  const unit = unitOffset(text, index, count);
  return count === text.length ? text.charAt(unit) : text.slice(unit, unit + width(text, unit));
}

export function substring(text: string, start: bigint, end?: bigint): string {
  const count = codePointCount(text);
  const last = end === undefined ? text.length : unitOffset(text, end, count);
  const first = unitOffset(text, start, count);
  if (first > last) fail(`Expected end of substring from ${start}, got "${end}"`);
  return text.slice(first, last);
}

/**
 * At most `limit` parts, the last one the rest; 0 gives none, negative limits all. Without separator: code points.
 *
 * @throws EvaluationFailure limit for too many parts
 */
export function split(text: string, separator: string, limit = -1n): string[] {
  if (limit === 0n) return [];
  const most = limit < 0n || limit > limits.listLength ? limits.listLength + 1 : Number(limit);
  const parts = separator === '' ? splitCodePoints(text, most) : splitAt(text, separator, most);
  checkListLength(parts.length);
  return parts;
}

/** Not `String.prototype.split`: it makes all parts before they can be counted, and drops the rest. */
function splitAt(text: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  for (
    let end = findText(text, separator);
    end >= 0 && parts.length < most - 1;
    end = findText(text, separator, start)
  ) {
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  parts.push(text.slice(start));
  return parts;
}

function splitCodePoints(text: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length && parts.length < most - 1) {
    const end = start + width(text, start);
    parts.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts;
}

export function reverse(text: string): string {
  return Array.from(boundedText(text)).reverse().join('');
}

const space = /\p{White_Space}/u;

/** White space as Unicode has it; the byte order mark is none, unlike for JavaScript's own trim. */
export function trim(text: string): string {
  let [start, end] = [0, text.length];
  // By hand: a pattern for trailing space takes quadratic time on text that an attacker chose.
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const beyondAscii = /[\u0080-\uffff]/;

export function lowerAscii(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function upperAscii(text: string): string {
  if (!beyondAscii.test(text)) return text.toUpperCase();
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export function joinTexts(texts: readonly string[], separator = ''): string {
  checkTextLength(texts.reduce((length, text) => length + text.length + separator.length, -separator.length));
  return texts.join(separator);
}

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** The text as a literal, in double quotes. */
export function quote(text: string): string {
  checkTextLength(text.length + 2);
  return boundedText(`"${text.toWellFormed().replace(/[\p{Cc}\\"]/gu, (char) => escapes[char] ?? char)}"`);
}
