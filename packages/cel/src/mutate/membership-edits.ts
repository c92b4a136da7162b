import type { ASTNode } from 'cel-js';
import type { EditSource } from './condition-edits.ts';
import type { Edit } from './mutant.ts';

/** A list that is written out stands for as many conditions as it has elements: each is left out once. */
export function membershipEdits(node: ASTNode, from: EditSource): Edit[] {
  if (node.op !== 'in') return [];
  const [, list] = node.args;
  // Without its only element the condition is false, and it is removed and flipped as a whole already.
  if (list.op !== 'list' || list.args.length < 2) return [];
  return list.args.flatMap((_, index) => leavingOut(list.args, index, from) ?? []);
}

/** The element with the comma behind it, of the last one the comma before it. */
function leavingOut(elements: readonly ASTNode[], index: number, { source, rangeOf }: EditSource): Edit | undefined {
  const ranges = elements.map(rangeOf);
  const [before, element, after] = [ranges[index - 1], ranges[index], ranges[index + 1]];
  if (element === undefined) return undefined;
  const range = after ? { start: element.start, end: after.start } : { start: before?.end ?? 0, end: element.end };
  const gap = after ? source.slice(element.end, after.start) : source.slice(range.start, element.start);
  // A parenthesis or a comment there would be cut in two.
  return /^\s*,\s*$/.test(gap) ? { change: 'removed', range, replacement: '' } : undefined;
}
