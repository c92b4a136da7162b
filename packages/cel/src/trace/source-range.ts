import type { ASTNode } from 'cel-js';
import type { TextRange } from '../cel-error.ts';
import { childrenOf } from '../syntax-tree.ts';

/** Gives the text that a node stands for. */
export type RangeOf = (node: ASTNode) => TextRange;

/**
 * Finds ranges with balanced parentheses. The parser's own begin and end with the first and last operand, inside their
 * parentheses: `(a || b) && c` begins at `a`.
 */
export function createRangeOf(source: string, root: ASTNode): RangeOf {
  const pairs = parenthesesOf(source, literalsOf(root));
  return ({ start, end }) => {
    let range: TextRange = { start, end };
    for (let wider = widen(range, pairs); wider !== range; wider = widen(range, pairs)) range = wider;
    return range;
  };
}

/** The same range object when no pair is cut. */
function widen(range: TextRange, pairs: readonly TextRange[]): TextRange {
  const isInside = (offset: number) => range.start <= offset && offset < range.end;
  const cut = pairs.find(({ start, end }) => isInside(start) !== isInside(end - 1));
  return cut ? { start: Math.min(range.start, cut.start), end: Math.max(range.end, cut.end) } : range;
}

/** Parentheses in texts are none. */
function literalsOf(root: ASTNode): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.op === 'value') ends.set(node.start, node.end);
    for (const child of childrenOf(node)) pending.push(child);
  }
  return ends;
}

function parenthesesOf(source: string, literals: ReadonlyMap<number, number>): TextRange[] {
  const pairs: TextRange[] = [];
  const open: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const literalEnd = literals.get(at);
    if (literalEnd !== undefined) at = literalEnd - 1;
    else if (source.startsWith('//', at)) at = lineEnd(source, at);
    else if (source[at] === '(') open.push(at);
    else if (source[at] === ')') pairs.push({ start: open.pop() ?? 0, end: at + 1 });
  }
  return pairs;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}
