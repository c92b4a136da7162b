import { CelError } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { Token } from './token.ts';

/** The prefixes `r`, `b` and `br` in either case, and the quotes. */
const opening = /([bB]?[rR]?)("""|'''|"|')/y;

/** How a string or bytes literal is written. */
export interface TextShape {
  readonly isBytes: boolean;
  /** Backslashes stand for themselves. */
  readonly isRaw: boolean;
  readonly quote: string;
  /** Offset of what is between the quotes. */
  readonly body: number;
}

/** The shape of the string or bytes literal that begins at an offset, if one does. */
export function textShape(source: string, offset: number): TextShape | undefined {
  opening.lastIndex = offset;
  const [all, prefix, quote] = opening.exec(source) ?? [];
  if (all === undefined || prefix === undefined || quote === undefined) return undefined;
  return { isBytes: /b/i.test(prefix), isRaw: /r/i.test(prefix), quote, body: offset + all.length };
}

/**
 * The string or bytes literal that begins at an offset, if one does.
 * @throws CelError syntax when it does not end: one in single quotes ends on its line
 */
export function scanText(source: string, start: number): Token | undefined {
  const shape = textShape(source, start);
  if (shape === undefined) return undefined;
  const end = endOf(source, shape);
  if (!source.startsWith(shape.quote, end)) {
    throw new CelError('syntax', `Unterminated string ${quoted(source.slice(start, end))}`, { start, end });
  }
  const after = end + shape.quote.length;
  return { kind: 'text', text: source.slice(start, after), start, end: after };
}

/** Offset of the closing quote, or of where there should have been one. */
function endOf(source: string, { quote, isRaw, body }: TextShape): number {
  const isSingleLine = quote.length === 1;
  let at = body;
  while (at < source.length && !source.startsWith(quote, at)) {
    if (isSingleLine && /[\n\r]/.test(source.charAt(at))) return at;
    at += !isRaw && source[at] === '\\' ? 2 : 1;
  }
  return Math.min(at, source.length);
}
