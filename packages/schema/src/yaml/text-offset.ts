import { CHOMPING_MODE, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** A stretch of a scalar's decoded text: copied from the source at `at`, or made by something that stands there. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly verbatim: boolean;
}

/**
 * Where character `offset` of a scalar's decoded text stands in the source.
 *
 * js-yaml decodes without keeping offsets, so this follows its decoder (getScalarValue) step by step; the tests hold the
 * two together on generated scalars. Cost: linear in the scalar.
 */
export function textOffset(source: string, scalar: ScalarEvent, offset: number): number {
  let done = 0;
  for (const piece of piecesOf(source, scalar)) {
    if (offset < done + piece.length) return piece.verbatim ? piece.at + offset - done : piece.at;
    done += piece.length;
  }
  return Math.max(scalar.valueStart, contentEnd(source, scalar));
}

function piecesOf(source: string, scalar: ScalarEvent): Iterable<Piece> {
  if (scalar.valueStart < 0) return [];
  const isBlock = scalar.style === SCALAR_STYLE.LITERAL_BLOCK || scalar.style === SCALAR_STYLE.FOLDED_BLOCK;
  return isBlock ? blockPieces(source, scalar) : flowPieces(source, scalar);
}

/** An error at the end of a text belongs after its last character, not on the empty lines behind a block. */
function contentEnd(source: string, scalar: ScalarEvent): number {
  let end = scalar.valueEnd;
  if (scalar.indent < 0) return end;
  while (end > scalar.valueStart && /\s/.test(source.charAt(end - 1))) end--;
  return end;
}

/** Plain and quoted scalars: folded line breaks, doubled quotes, escapes. */
function* flowPieces(source: string, { style, valueStart, valueEnd }: ScalarEvent): Generator<Piece> {
  let from = valueStart;
  let inked = valueStart; // end of the last character that is no blank: blanks before a line break fold away
  let at = valueStart;
  while (at < valueEnd) {
    const character = source.charAt(at);
    const special = isLineBreak(character) ? 'fold' : specialOf(style, character);
    if (special === undefined) {
      at++;
      if (character !== ' ' && character !== '\t') inked = at;
      continue;
    }
    const end = special === 'fold' ? inked : at;
    yield { at: from, length: end - from, verbatim: true };
    const { length, next } = readSpecial(source, { special, at, valueEnd });
    yield { at: end, length, verbatim: false };
    from = inked = at = next;
  }
  yield { at: from, length: (style === SCALAR_STYLE.PLAIN ? inked : valueEnd) - from, verbatim: true };
}

type Special = 'fold' | 'quote' | 'escape';

function specialOf(style: ScalarEvent['style'], character: string): Special | undefined {
  if (style === SCALAR_STYLE.SINGLE_QUOTED && character === "'") return 'quote';
  return style === SCALAR_STYLE.DOUBLE_QUOTED && character === '\\' ? 'escape' : undefined;
}

function readSpecial(
  source: string,
  { special, at, valueEnd }: { special: Special; at: number; valueEnd: number },
): { length: number; next: number } {
  if (special === 'quote') return { length: 1, next: at + 2 };
  if (special === 'escape') return readEscape(source, at + 1, valueEnd);
  const { breaks, next } = skipBreaks(source, at, valueEnd);
  return { length: breaks === 1 ? 1 : breaks - 1, next };
}

function readEscape(source: string, at: number, end: number): { length: number; next: number } {
  const character = source.charAt(at);
  if (isLineBreak(character)) return { length: 0, next: skipBreaks(source, at, end).next };
  const digits = { x: 2, u: 4, U: 8 }[character];
  if (digits === undefined) return { length: 1, next: at + 1 };
  const next = at + 1 + digits;
  return { length: Number.parseInt(source.slice(at + 1, next), 16) > 0xffff ? 2 : 1, next };
}

function skipBreaks(source: string, start: number, end: number): { breaks: number; next: number } {
  let breaks = 0;
  let next = start;
  while (next < end) {
    const character = source.charAt(next);
    if (isLineBreak(character)) {
      breaks++;
      next = afterBreak(source, next);
    } else if (character === ' ' || character === '\t') next++;
    else break;
  }
  return { breaks, next };
}

/** Literal and folded block scalars: indentation, folding, chomping. */
function* blockPieces(source: string, scalar: ScalarEvent): Generator<Piece> {
  const folded = scalar.style === SCALAR_STYLE.FOLDED_BLOCK;
  let emptyLines = 0;
  let lineEnd = scalar.valueStart; // end of the last line with content
  let hadContent = false;
  let wasIndented = false;
  for (const line of linesOf(source, scalar)) {
    if (line.contentStart === undefined) {
      emptyLines++;
      continue;
    }
    const first = source.charAt(line.contentStart);
    const isIndented = folded && (first === ' ' || first === '\t');
    const keepsBreaks = !folded || isIndented || wasIndented;
    const length = joinLength({ keepsBreaks, hadContent, emptyLines });
    yield { at: lineEnd, length, verbatim: false };
    yield { at: line.contentStart, length: line.end - line.contentStart, verbatim: true };
    [lineEnd, hadContent, wasIndented, emptyLines] = [line.end, true, isIndented, 0];
  }
  yield { at: lineEnd, length: chompedLength(scalar, hadContent, emptyLines), verbatim: false };
}

/** How many characters stand between two lines of a block: kept line breaks, or what folding leaves of them. */
function joinLength(join: { keepsBreaks: boolean; hadContent: boolean; emptyLines: number }): number {
  if (join.keepsBreaks) return join.hadContent ? join.emptyLines + 1 : join.emptyLines;
  return join.emptyLines === 0 && join.hadContent ? 1 : join.emptyLines;
}

function chompedLength({ chomping }: ScalarEvent, hadContent: boolean, emptyLines: number): number {
  if (chomping === CHOMPING_MODE.KEEP) return hadContent ? 1 + emptyLines : emptyLines;
  return chomping === CHOMPING_MODE.CLIP && hadContent ? 1 : 0;
}

interface BlockLine {
  readonly end: number;
  /** Absent when nothing follows the indentation. */
  readonly contentStart: number | undefined;
}

function* linesOf(source: string, { valueStart, valueEnd, indent }: ScalarEvent): Generator<BlockLine> {
  let start = valueStart;
  while (start < valueEnd) {
    let end = start;
    while (end < valueEnd && !isLineBreak(source.charAt(end))) end++;
    let column = 0;
    while (column < indent && source.charAt(start + column) === ' ') column++;
    const isEmpty = indent < 0 || start + column >= end;
    yield { end, contentStart: isEmpty ? undefined : start + indent };
    start = end < valueEnd ? afterBreak(source, end) : valueEnd;
  }
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

function afterBreak(source: string, at: number): number {
  return source.startsWith('\r\n', at) ? at + 2 : at + 1;
}
