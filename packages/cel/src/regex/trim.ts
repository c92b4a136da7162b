import { lastCodePoint } from './char-set.ts';
import { empty, isEmpty, type PatternNode, type RepeatNode } from './pattern-node.ts';
import { choiceOf, repeatOf, sequenceOf } from './simplify.ts';

/**
 * Takes from the ends of a pattern what decides nothing, as a match may begin and end anywhere: of a repetition there, one
 * that has just the least number of times. `[^/]+/x` matches exactly where `[^/]/x` does, `(?s).*evil.*$` where `evil`
 * does; the first of each takes a backtracking engine quadratic time.
 */
export function trim(node: PatternNode): PatternNode {
  return trimSide(trimSide(node, sides.start), sides.end);
}

interface Side {
  readonly edge: 'textStart' | 'textEnd';
  /** The items with that of this side first, and back. */
  readonly order: (items: readonly PatternNode[]) => readonly PatternNode[];
}

const sides = {
  start: { edge: 'textStart', order: (items) => items },
  end: { edge: 'textEnd', order: (items) => items.toReversed() },
} satisfies Record<string, Side>;

function trimSide(node: PatternNode, side: Side): PatternNode {
  if (node.kind === 'sequence') return trimSequence(side.order(node.items), side);
  if (node.kind === 'repeat') return trimRepeat(node, side);
  if (node.kind !== 'choice') return node;
  const items = node.items.map((item) => trimSide(item, side));
  return items.some(isEmpty) ? empty : choiceOf(items);
}

function trimSequence(items: readonly PatternNode[], side: Side): PatternNode {
  for (let i = 0; i < items.length; i++) {
    const [first = empty, second = empty] = items.slice(i, i + 2);
    const trimmed = trimSide(first, side);
    if (isEdge(first, side) && isAnything(second)) i++;
    else if (!isEmpty(trimmed)) return sequenceOf(side.order([trimmed, ...items.slice(i + 1)]));
  }
  return empty;
}

function trimRepeat({ body, min }: RepeatNode, side: Side): PatternNode {
  const trimmed = min === 0 ? empty : trimSide(body, side);
  return isEmpty(trimmed) ? empty : sequenceOf(side.order([trimmed, repeatOf(body, min - 1, min - 1)]));
}

function isEdge(node: PatternNode, { edge }: Side): boolean {
  return node.kind === 'assertion' && node.place === edge;
}

/** `(?s).*`: with the edge of the text beside it, always there. */
function isAnything(node: PatternNode): boolean {
  return node.kind === 'repeat' && node.min === 0 && node.max === Number.POSITIVE_INFINITY && isAny(node.body);
}

function isAny(node: PatternNode): boolean {
  return node.kind === 'chars' && node.set[0]?.[0] === 0 && node.set[0][1] === lastCodePoint;
}
