import type { Node, NodeOf } from '../syntax/node.ts';
import type { Binding } from './guard.ts';
import { literalList } from './literal-texts.ts';

/** The variable of a comprehension over `range`. */
export function bind(variable: NodeOf<'id'>, range: Node, outer: Binding | undefined): Binding {
  return { name: variable.args, at: variable.start, texts: literalList(range, outer), outer };
}
