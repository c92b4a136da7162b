import type { CelError } from '@rulelibrary/cel';
import { toPrintable } from '../render/to-printable.ts';

/** Of a longer line a piece around the place is shown. */
const maxWidth = 100;
const before = 40;

interface Place {
  readonly line: number;
  readonly column: number;
  /** The whole line. */
  readonly text: string;
}

/** `line:column: message`, both from 1, in UTF-16 code units. */
export function placedMessage(source: string, { start, message }: CelError): string {
  const { line, column } = placeOf(source, start);
  return `${line}:${column}: ${message}`;
}

/** The same, with the line below it and carets under what is wrong. */
export function renderExpressionError(source: string, error: CelError): string {
  const { column, text } = placeOf(source, error.start);
  const from = text.length <= maxWidth ? 0 : Math.max(0, column - 1 - before);
  const to = Math.min(text.length, from + maxWidth);
  const [left, right] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const at = column - 1 - from;
  const piece = text.slice(from, to);
  const length = Math.max(1, Math.min(error.end - error.start, piece.length - at));
  // Counted as they are shown: a tab takes two characters.
  const pad = ' '.repeat(left.length + toPrintable(piece.slice(0, at)).length);
  const carets = '^'.repeat(Math.max(1, toPrintable(piece.slice(at, at + length)).length));
  return `${placedMessage(source, error)}\n  ${left}${piece}${right}\n  ${pad}${carets}`;
}

function placeOf(source: string, offset: number): Place {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  const newline = source.indexOf('\n', offset);
  return {
    line: source.slice(0, lineStart).split('\n').length,
    column: offset - lineStart + 1,
    text: source.slice(lineStart, newline < 0 ? source.length : newline).replace(/\r$/, ''),
  };
}
