import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { anyChar, type CharSet, complement, foldCase } from './char-set.ts';
import { parseClass, parseEscape, parseSetEscape } from './parse-class.ts';
import type { AssertionNode, PatternNode } from './pattern-node.ts';
import { NotRe2, type PatternReader, refuse, take, takeMatch, takePoint } from './pattern-reader.ts';

/**
 * Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), all of it; undefined for text that is no pattern.
 * It accepts somewhat more than RE2 does, never less: RE2 itself is asked as well.
 *
 * @throws EvaluationFailure limit, for groups too deep inside each other
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  const reader = { pattern, at: 0, flags: { foldsCase: false, isMultiline: false, dotIsAny: false } };
  try {
    const node = parseChoice(reader, 0);
    return reader.at === pattern.length ? node : undefined;
  } catch (error) {
    if (error instanceof NotRe2) return undefined;
    throw error;
  }
}

/** `a|b` up to the end of the pattern or of the group. */
function parseChoice(reader: PatternReader, depth: number): PatternNode {
  if (depth > limits.depth) throw new EvaluationFailure(`Too deep pattern, maximum ${limits.depth} levels`, 'limit');
  const items = [parseSequence(reader, depth)];
  while (take(reader, '|')) items.push(parseSequence(reader, depth));
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'choice', items };
}

function parseSequence(reader: PatternReader, depth: number): PatternNode {
  const items: PatternNode[] = [];
  let wasRepeat = false;
  while (reader.at < reader.pattern.length && !/[|)]/.test(reader.pattern.charAt(reader.at))) {
    const bounds = takeBounds(reader);
    const last = items.at(-1);
    // Flags between an item and its repetition are part of neither: `a(?i)*` is `a*`.
    if (bounds === undefined) items.push(...parseItem(reader, depth));
    else if (last === undefined || wasRepeat) refuse();
    else items[items.length - 1] = { kind: 'repeat', body: last, ...bounds };
    wasRepeat = bounds !== undefined;
  }
  return { kind: 'sequence', items };
}

/** `*`, `+`, `?`, `{1,2}`, lazy or not. A brace that begins no bounds stands for itself. */
function takeBounds(reader: PatternReader): { readonly min: number; readonly max: number } | undefined {
  const match = takeMatch(reader, /([*+?])\??|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}\??/y);
  if (match === undefined) return undefined;
  const [, sign, least, comma, most] = match;
  if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  const min = Number(least);
  const max = comma === undefined ? min : Number(most ?? Number.POSITIVE_INFINITY);
  const isBounded = min <= 1000 && (max <= 1000 || most === undefined) && min <= max;
  return isBounded ? { min, max } : refuse();
}

/** One item; none for flags, several for a quotation. */
function parseItem(reader: PatternReader, depth: number): PatternNode[] {
  if (reader.pattern[reader.at] === '(') return parseGroup(reader, depth);
  if (take(reader, '[')) return [chars(parseClass(reader))];
  if (take(reader, '.')) return [chars(reader.flags.dotIsAny ? anyChar : notLineFeed)];
  if (take(reader, '^')) return [assertion(reader.flags.isMultiline ? 'lineStart' : 'textStart')];
  if (take(reader, '$')) return [assertion(reader.flags.isMultiline ? 'lineEnd' : 'textEnd')];
  if (reader.pattern[reader.at] === '\\') return parseBackslash(reader);
  return [literal(reader, takePoint(reader))];
}

const notLineFeed = complement([[10, 10]]);

function parseBackslash(reader: PatternReader): PatternNode[] {
  const quotation = takeMatch(reader, /\\Q(.*?)(?:\\E|$)/sy);
  if (quotation !== undefined)
    return Array.from(quotation[1] ?? '', (char) => literal(reader, char.codePointAt(0) ?? 0));
  const place = takeMatch(reader, /\\[AzbB]/y)?.[0];
  if (place !== undefined) return [assertion(places[place] ?? refuse())];
  const set = parseSetEscape(reader);
  if (set !== undefined) return [chars(set === 'opaque' ? undefined : set)];
  return [literal(reader, parseEscape(reader))];
}

const places: Readonly<Record<string, AssertionNode['place']>> = {
  '\\A': 'textStart',
  '\\z': 'textEnd',
  '\\b': 'wordEdge',
  '\\B': 'noWordEdge',
};

function parseGroup(reader: PatternReader, depth: number): PatternNode[] {
  const before = reader.flags;
  const flags = takeMatch(reader, /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y);
  if (flags !== undefined) {
    reader.flags = withFlags(before, flags[1] ?? '', flags[2] ?? '');
    if (flags[3] === ')') return [];
  } else if (!takeMatch(reader, /\(\?P?<\w+>|\((?!\?)/y)) refuse();
  const body = parseChoice(reader, depth + 1);
  if (!take(reader, ')')) refuse();
  reader.flags = before;
  return [body];
}

function withFlags(flags: PatternReader['flags'], on: string, off: string): PatternReader['flags'] {
  const flag = (letter: string, before: boolean) => (before || on.includes(letter)) && !off.includes(letter);
  return {
    foldsCase: flag('i', flags.foldsCase),
    isMultiline: flag('m', flags.isMultiline),
    dotIsAny: flag('s', flags.dotIsAny),
  };
}

function literal(reader: PatternReader, point: number): PatternNode {
  const set: CharSet = [[point, point]];
  return chars(reader.flags.foldsCase ? foldCase(set) : set);
}

function chars(set: CharSet | undefined): PatternNode {
  return set === undefined ? { kind: 'opaque' } : { kind: 'chars', set };
}

function assertion(place: AssertionNode['place']): AssertionNode {
  return { kind: 'assertion', place };
}
