import type { Node } from '../syntax/node.ts';
import { isImplied } from './implied-element.ts';
import type { Edit } from './mutant.ts';

/** `x in [a, b]` and `[a, b].exists(…)` stand for as many conditions as the list has elements: each is left out once. */
export function membershipEdits(node: Node, source: string): Edit[] {
  const list = listOf(node);
  // Without its only element the condition is false, and it is removed and flipped as a whole already.
  if (list?.op !== 'list' || list.args.length < 2) return [];
  return list.args.flatMap((_, index) => (isImplied(node, index) ? [] : (leavingOut(list.args, index, source) ?? [])));
}

function listOf(node: Node): Node | undefined {
  if (node.op === 'in') return node.args[1];
  return node.op === 'rcall' && ['exists', 'all'].includes(node.args[0]) ? node.args[1] : undefined;
}

/** The element with the comma behind it, of the last one the comma before it. */
function leavingOut(elements: readonly Node[], index: number, source: string): Edit | undefined {
  const [before, element, after] = [elements[index - 1], elements[index], elements[index + 1]];
  if (element === undefined) return undefined;
  const range = after ? { start: element.start, end: after.start } : { start: before?.end ?? 0, end: element.end };
  const gap = after ? source.slice(element.end, after.start) : source.slice(range.start, element.start);
  // A parenthesis or a comment there would be cut in two.
  return /^\s*,\s*$/.test(gap) ? { change: 'removed', range, replacement: '' } : undefined;
}
