import type { TextRange } from '../cel-error.ts';
import type { Node } from '../syntax/node.ts';

/** The text of a piece. Nodes are not passed as they are: an error must not hold on to the tree. */
export function placeOf({ start, end }: TextRange): TextRange {
  return { start, end };
}

/** Of a selection the name: `path` in `event.path` and in `has(event.path)`. */
export function nameOfSelection(node: Node): TextRange {
  const selection = node.op === 'call' ? (node.args[1][0] ?? node) : node;
  return { start: selection.pos, end: selection.end };
}
