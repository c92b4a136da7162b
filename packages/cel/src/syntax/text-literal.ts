import { CelError } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import { decodeEscapes, type EscapeOptions } from './decode-escapes.ts';
import { textShape } from './scan-text.ts';
import type { Token } from './token.ts';

/**
 * The value of a string or bytes literal.
 * @throws CelError syntax
 */
export function textLiteral({ text, start }: Token): string | Uint8Array {
  const shape = textShape(text, 0);
  if (shape === undefined) return text;
  const { isBytes, isRaw, quote } = shape;
  const body = text.slice(shape.body, -quote.length);
  const options = { offset: start + shape.body, isBytes };
  checkCharacters(body, options.offset);
  if (isBytes) return isRaw ? new TextEncoder().encode(withLineFeeds(body)) : decodeBytes(body, options);
  return ownText(isRaw ? withLineFeeds(body) : decodeText(body, options));
}

/**
 * The same text, apart from the expression that it was cut out of. V8 keeps names of properties once each: comparing such
 * a text, or looking it up, is quicker than with a piece of a longer one.
 */
function ownText(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}

function decodeText(body: string, options: EscapeOptions): string {
  let value = '';
  decodeEscapes(body, options, {
    text: (text) => {
      value += withLineFeeds(text);
    },
    code: (code) => {
      value += String.fromCodePoint(code);
    },
  });
  return value;
}

function decodeBytes(body: string, options: EscapeOptions): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  decodeEscapes(body, options, {
    text: (text) => {
      for (const byte of encoder.encode(withLineFeeds(text))) bytes.push(byte);
    },
    code: (code) => {
      bytes.push(code);
    },
  });
  return Uint8Array.from(bytes);
}

/** As cel-go reads line ends, so that a rule does not depend on how its file was saved. */
function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Half a character has no UTF-8, so that no text and no bytes could hold it. */
function checkCharacters(body: string, offset: number): void {
  const at = body.search(/\p{Cs}/u);
  if (at < 0) return;
  const place = { start: offset + at, end: offset + at + 1 };
  throw new CelError('syntax', `Unexpected character ${quoted(body.charAt(at))}`, place);
}
