import { CelError } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import { scanText } from './scan-text.ts';
import type { Token, TokenKind } from './token.ts';

const blank = /[\t\n\f\r ]+|\/\/[^\n]*/y;

/** Sticky: each is tried at the place of the token. A number has no sign; `1.` is no number, `.5` is. */
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ['name', /[_a-zA-Z][_a-zA-Z0-9]*/y],
  ['number', /0x[\da-fA-F]+[uU]?|\d*\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+|[uU])?/y],
  ['symbol', /&&|\|\||[=!<>]=|[-+*/%<>!?:.,()[\]{}]/y],
  ['field', /`[\w.\-/ ]+`/y],
];

const keywords: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/**
 * The first token at or after an offset: cel-spec, language definition, "Lexis".
 * @throws CelError syntax
 */
export function scanToken(source: string, offset: number): Token {
  const start = skipBlanks(source, offset);
  if (start === source.length) return { kind: 'end', text: '', start, end: start };
  const text = scanText(source, start);
  if (text !== undefined) return text;
  for (const [kind, shape] of shapes) {
    const found = matchAt(shape, source, start);
    if (found === undefined) continue;
    return { kind: keywords.has(found) ? 'keyword' : kind, text: found, start, end: start + found.length };
  }
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  const place = { start, end: start + character.length };
  throw new CelError('syntax', `Unexpected character ${quoted(character)}`, place);
}

function skipBlanks(source: string, offset: number): number {
  let at = offset;
  for (let found = matchAt(blank, source, at); found !== undefined; found = matchAt(blank, source, at)) {
    at += found.length;
  }
  return at;
}

function matchAt(shape: RegExp, source: string, offset: number): string | undefined {
  shape.lastIndex = offset;
  return shape.exec(source)?.[0];
}
