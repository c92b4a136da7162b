import { type CharRange, type CharSet, complement, lastCodePoint, touches } from './char-set.ts';
import type { AssertionNode, PatternNode } from './pattern-node.ts';

/**
 * The JavaScript expression that matches exactly where the pattern does: every set is spelt out, so that no difference in
 * syntax, in folding case or in what ends a line is left. Undefined where there is none: a set may depend on the version of
 * Unicode.
 */
export function toRegExp(node: PatternNode): RegExp | undefined {
  if (some(node, isForeign)) return undefined;
  const flags = some(node, seesPairs) ? 'u' : '';
  return new RegExp(sourceOf(node, flags), flags);
}

/** V8 also searches between the halves of a surrogate pair, where `\B` would hold for it. */
function isForeign(node: PatternNode): boolean {
  return node.kind === 'opaque' || (node.kind === 'assertion' && node.place === 'noWordEdge');
}

/** All else matches the same unit by unit: no half of a surrogate pair is in its sets, nor what a pair stands for. */
function seesPairs(node: PatternNode): boolean {
  return node.kind === 'chars' && (touches(node.set, 0xd800, 0xdfff) || touches(node.set, 0x1_0000, lastCodePoint));
}

function some(node: PatternNode, is: (node: PatternNode) => boolean): boolean {
  if (node.kind === 'repeat') return some(node.body, is);
  return is(node) || ('items' in node && node.items.some((item) => some(item, is)));
}

function sourceOf(node: PatternNode, flags: string): string {
  if (node.kind === 'chars') return charsSource(node.set, flags);
  if (node.kind === 'assertion') return assertions[node.place];
  if (node.kind === 'sequence')
    return node.items.map((item) => atomSource(item, flags, item.kind === 'choice')).join('');
  if (node.kind === 'choice') return node.items.map((item) => sourceOf(item, flags)).join('|');
  if (node.kind === 'repeat')
    return atomSource(node.body, flags, node.body.kind !== 'chars') + bounds(node.min, node.max);
  throw new TypeError('Cannot write a set that is not known');
}

function atomSource(node: PatternNode, flags: string, isGroup: boolean): string {
  return isGroup ? `(?:${sourceOf(node, flags)})` : sourceOf(node, flags);
}

/**
 * With the flag m, JavaScript has four characters that end a line; RE2 has the line feed. What must stand there is said,
 * not what must not: that would hold between the halves of a surrogate pair.
 */
const assertions: Readonly<Record<AssertionNode['place'], string>> = {
  textStart: '^',
  textEnd: '$',
  lineStart: '(?<=^|\\n)',
  lineEnd: '(?=\\n|$)',
  wordEdge: '\\b',
  noWordEdge: '\\B',
};

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`;
}

function charsSource(set: CharSet, flags: string): string {
  const [range] = set;
  if (set.length === 1 && range !== undefined && range[0] === range[1]) return pointSource(range[0], flags);
  const others = complement(set);
  return others.length < set.length ? `[^${membersSource(others, flags)}]` : `[${membersSource(set, flags)}]`;
}

function membersSource(set: CharSet, flags: string): string {
  return set.map((range) => rangeSource(range, flags)).join('');
}

function rangeSource([first, last]: CharRange, flags: string): string {
  return first === last ? pointSource(first, flags) : `${pointSource(first, flags)}-${pointSource(last, flags)}`;
}

/** Letters and digits as they are; all else by its number, so that nothing needs to be known of what is special where. */
function pointSource(point: number, flags: string): string {
  const char = String.fromCodePoint(point);
  if (/^[\w/]$/.test(char)) return char;
  const digits = point.toString(16);
  return flags === 'u' ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}
