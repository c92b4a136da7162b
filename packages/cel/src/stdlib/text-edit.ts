import { fail } from '../evaluation-failure.ts';
import { boundedText, codePoints, position, sliceText } from './text.ts';

export function charAt(text: string, index: bigint): string {
  const points = codePoints(text);
  return points[position(index, points.length)] ?? '';
}

export function substring(text: string, start: bigint, end?: bigint): string {
  const points = codePoints(text);
  const last = end === undefined ? points.length : position(end, points.length);
  const first = position(start, points.length);
  if (first > last) fail(`Expected end of substring from ${first}, got "${last}"`);
  return sliceText(points, first, last);
}

/** Negative limits replace all; an empty search text is found before every code point and at the end. */
export function replace(text: string, search: string, replacement: string, limit = -1n): string {
  if (limit < 0n && search !== '') return boundedText(text.replaceAll(search, () => replacement));
  if (search === '') return boundedText(replaceGaps(text, replacement, limit));
  return boundedText(split(text, search, limit + 1n).join(replacement));
}

function replaceGaps(text: string, replacement: string, limit: bigint): string {
  const points = Array.from(text);
  const count = limit < 0n || limit > BigInt(points.length) ? points.length + 1 : Number(limit);
  const head = points.slice(0, count).map((point) => replacement + point);
  const end = count > points.length ? replacement : '';
  return head.join('') + points.slice(count).join('') + end;
}

/** At most `limit` parts, the last one the rest; 0 gives none, negative limits all. Without separator: code points. */
export function split(text: string, separator: string, limit = -1n): string[] {
  if (limit === 0n) return [];
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  if (limit < 0n || BigInt(parts.length) <= limit) return parts;
  const kept = Number(limit) - 1;
  return [...parts.slice(0, kept), parts.slice(kept).join(separator)];
}

export function reverse(text: string): string {
  return Array.from(text).reverse().join('');
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

export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export function joinTexts(texts: readonly string[], separator = ''): string {
  return boundedText(texts.join(separator));
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
  return boundedText(`"${text.toWellFormed().replace(/[\p{Cc}\\"]/gu, (char) => escapes[char] ?? char)}"`);
}
