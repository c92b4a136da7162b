import type { ASTNode } from 'cel-js';
import type { Node } from '../syntax-tree.ts';
import type { Binding } from './guard.ts';
import { literalList } from './literal-texts.ts';

/** The variable of a comprehension over `range`. */
export function bind(variable: Node<'id'>, range: ASTNode, outer: Binding | undefined): Binding {
  return { name: variable.args, at: variable.start, texts: literalList(range, outer), outer };
}
