import type { ASTNode } from 'cel-js';
import type { Node } from '../syntax-tree.ts';
import { holdsObject, join } from '../types/relations.ts';
import { dyn, emptyType, formatType, listOf, type Type } from '../types/type.ts';
import { type Code, type Context, constantCode, refuse } from './code.ts';
import { compileNode } from './compile-node.ts';

/** `[a, b]`: of the common type of its elements, or dyn where they have none. */
export function compileList(node: Node<'list'>, context: Context): Code {
  const elements = node.args.map((element) => compileNode(element, context));
  const types = elements.map((element) => element.type);
  const type = listOf(commonType(elements, node.args));
  if (elements.every((element) => element.constant !== undefined)) {
    const constant = Object.freeze(elements.map((element) => element.constant));
    return { ...constantCode(type, constant), elements: types };
  }
  const runs = elements.map((element) => element.run);
  return { type, elements: types, run: (frame) => runs.map((run) => run(frame)) };
}

/** The type that all have, `empty` for none. */
export function commonType(codes: readonly Code[], nodes: readonly ASTNode[]): Type {
  let common: Type = emptyType;
  for (const [index, { type }] of codes.entries()) {
    const next = join(common, type);
    if (!next && (holdsObject(common) || holdsObject(type))) {
      const place = nodes[index] ?? { start: 0, end: 0 };
      refuse('type', `Expected ${formatType(common)}, got "${formatType(type)}"`, place);
    }
    common = next ?? dyn;
  }
  return common;
}
