import { containedLiterals } from './contained-literals.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern-node.ts';
import { simplify } from './simplify.ts';
import { trim } from './trim.ts';
import { literalsIn, wordsOf } from './word.ts';

/** What a text must have so that a pattern can match it: of each list that is given, at least one. None is empty. */
export interface PatternLiterals {
  /** The texts that match, all of them. */
  readonly exact?: readonly string[];
  readonly prefix?: readonly string[];
  readonly suffix?: readonly string[];
  readonly contains?: readonly string[];
}

const mostExact = 1024;
const mostAlternatives = 64;

/** The literals that every match of an RE2 pattern must have; nothing for what is no pattern. */
export function literalsOf(pattern: string): PatternLiterals {
  const parsed = parsePattern(pattern);
  if (parsed === undefined) return {};
  const node = trim(simplify(parsed));
  const exact = exactWords(node);
  const prefix = least(edgeTexts(node), (text, other) => text.startsWith(other));
  const suffix = least(edgeTexts(reversed(node))?.map(backwards), (text, other) => text.endsWith(other));
  const contains = least(containedLiterals(node), (text, other) => text.includes(other));
  return {
    ...(exact && { exact }),
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(contains && { contains }),
  };
}

function exactWords(node: PatternNode): readonly string[] | undefined {
  const words = wordsOf(node, mostExact);
  const isExact = words.length > 0 && words.every(({ isStart, isEnd, isOpen }) => isStart && isEnd && !isOpen);
  return isExact ? [...new Set(words.map(({ text }) => text))] : undefined;
}

function edgeTexts(node: PatternNode): readonly string[] | undefined {
  const words = wordsOf(node, mostAlternatives);
  return words.every(({ isStart }) => isStart) ? literalsIn(words) : undefined;
}

/** Without texts that need not be looked for: what has one of them has another one that is left. */
function least(texts: readonly string[] | undefined, has: (text: string, other: string) => boolean) {
  return texts?.filter((text) => !texts.some((other) => other !== text && has(text, other)));
}

/** The pattern of the same texts read backwards, so that what words begin with is what matches end with. */
function reversed(node: PatternNode): PatternNode {
  if (node.kind === 'sequence') return { kind: 'sequence', items: node.items.map(reversed).toReversed() };
  if (node.kind === 'choice') return { kind: 'choice', items: node.items.map(reversed) };
  if (node.kind === 'repeat') return { ...node, body: reversed(node.body) };
  if (node.kind !== 'assertion') return node;
  const other = { textStart: 'textEnd', textEnd: 'textStart', lineStart: 'lineEnd', lineEnd: 'lineStart' } as const;
  return { kind: 'assertion', place: other[node.place as keyof typeof other] ?? node.place };
}

function backwards(text: string): string {
  return [...text].toReversed().join('');
}
