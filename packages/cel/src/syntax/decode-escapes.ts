import type { TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import { unreadable } from './syntax-error.ts';

const single: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

/** The last alternative is what is no escape. */
const escapes =
  /\\(?:(?:[xX]([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-3][0-7]{2})|([abfnrtv])|([\\?"'`]))|[\s\S]?)/gu;

/** What a literal is put together from: code points of escapes, and what stands between them. */
export interface EscapeSink {
  readonly text: (text: string) => void;
  readonly code: (code: number) => void;
}

export interface EscapeOptions {
  /** Offset of the body in the source. */
  readonly offset: number;
  /** \x and octal escapes are then bytes, and \u and \U, which are code points, mean nothing. */
  readonly isBytes: boolean;
}

/**
 * Takes the body of a literal apart.
 * @throws CelError syntax for an escape that CEL does not have, and for one of no code point
 */
export function decodeEscapes(body: string, { offset, isBytes }: EscapeOptions, sink: EscapeSink): void {
  let done = 0;
  for (const match of body.matchAll(escapes)) {
    const place = { start: offset + match.index, end: offset + match.index + match[0].length };
    sink.text(body.slice(done, match.index));
    sink.code(codeOf(match, isBytes, place));
    done = match.index + match[0].length;
  }
  sink.text(body.slice(done));
}

function codeOf(match: RegExpExecArray, isBytes: boolean, place: TextRange): number {
  const [all, byte, short, long, octal, letter, itself] = match;
  if (byte !== undefined) return Number.parseInt(byte, 16);
  if (octal !== undefined) return Number.parseInt(octal, 8);
  if (letter !== undefined) return single[letter] ?? 0;
  if (itself !== undefined) return itself.charCodeAt(0);
  const code = short ?? long;
  if (code !== undefined && isBytes)
    throw unreadable(`escape ${quoted(all)} in bytes, which have no code points`, place);
  if (code !== undefined) return codePoint(Number.parseInt(code, 16), all, place);
  const problem = /\\[xXuU0-3]/.test(all) ? 'incomplete' : 'unknown';
  throw unreadable(`${problem} escape ${quoted(all)}`, place);
}

function codePoint(code: number, escaped: string, place: TextRange): number {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isSurrogate || code > 0x10ffff) throw unreadable(`escape ${quoted(escaped)} of no code point`, place);
  return code;
}
