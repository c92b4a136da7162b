import { type CharSet, charSet, complement, foldCase } from './char-set.ts';
import { namedSet } from './named-set.ts';
import { type PatternReader, refuse, take, takeMatch, takePoint } from './pattern-reader.ts';

/** `[…]` after its opening bracket; undefined for one whose members depend on the version of Unicode. */
export function parseClass(reader: PatternReader): CharSet | undefined {
  const isNegated = take(reader, '^');
  const members: (CharSet | undefined)[] = [];
  do members.push(parseMember(reader));
  while (!take(reader, ']'));
  const union = unionOf(members);
  return union !== undefined && isNegated ? complement(union) : union;
}

/** `\d`, `\W`, `\p{Greek}` and their like, if one stands here; `'opaque'` for a set that Unicode defines. */
export function parseSetEscape(reader: PatternReader): CharSet | 'opaque' | undefined {
  if (takeMatch(reader, /\\[pP](?:\{[^}]*\}|[^{])/uy)) return 'opaque';
  const match = takeMatch(reader, /\\([dswDSW])/y);
  return match?.[1] === undefined ? undefined : named(reader, match[1].toLowerCase(), /[DSW]/.test(match[1]));
}

/** The character that a backslash, which stands here, and what follows stand for. */
export function parseEscape(reader: PatternReader): number {
  const match = takeMatch(reader, escaped);
  if (match === undefined) return refuse();
  const [, octal, braced, hex, control, punctuation = ''] = match;
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const code = Number.parseInt(braced ?? hex ?? '', 16);
  if (code > 0x10ffff) return refuse();
  if (!Number.isNaN(code)) return code;
  return control === undefined ? punctuation.charCodeAt(0) : (controls[control] ?? refuse());
}

/** A single digit other than zero would be a back reference, so an octal number has two digits at least, or a zero. */
const escaped =
  /\\(?:([1-7][0-7]{1,2}|0[0-7]{0,2})|x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([afnrtv])|([\0-/:-@[-`{-\x7f]))/y;

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function parseMember(reader: PatternReader): CharSet | undefined {
  if (reader.pattern.startsWith('[:', reader.at) && reader.pattern.includes(':]', reader.at + 2))
    return parsePosix(reader);
  const set = parseSetEscape(reader);
  if (set !== undefined) return set === 'opaque' ? undefined : set;
  const first = parsePoint(reader);
  const isRange = reader.pattern[reader.at] === '-' && reader.pattern[reader.at + 1] !== ']';
  if (isRange) reader.at++;
  const last = isRange ? parsePoint(reader) : first;
  if (last < first) return refuse();
  const range: CharSet = [[first, last]];
  return reader.flags.foldsCase ? foldCase(range) : range;
}

function parsePosix(reader: PatternReader): CharSet | undefined {
  const match = takeMatch(reader, /\[:(\^?)([a-z]{2,}):\]/y);
  return match?.[2] === undefined ? refuse() : named(reader, match[2], match[1] === '^');
}

function parsePoint(reader: PatternReader): number {
  return reader.pattern[reader.at] === '\\' ? parseEscape(reader) : takePoint(reader);
}

function named(reader: PatternReader, name: string, isNegated: boolean): CharSet {
  const plain = namedSet(name) ?? refuse();
  const set = reader.flags.foldsCase ? (foldCase(plain) ?? refuse()) : plain;
  return isNegated ? complement(set) : set;
}

function unionOf(sets: readonly (CharSet | undefined)[]): CharSet | undefined {
  return sets.every((set) => set !== undefined) ? charSet(sets.flat()) : undefined;
}
