import type { Node } from '../syntax-tree.ts';
import { join } from '../types/relations.ts';
import { formatType } from '../types/type.ts';
import { type Code, type Context, refuse } from './code.ts';
import { compileCondition } from './compile-logical.ts';
import { compileNode } from './compile-node.ts';

/** `condition ? a : b`: only one of the two is evaluated. */
export function compileTernary(node: Node<'?:'>, context: Context): Code {
  const condition = compileCondition(node.args[0], context);
  const yes = compileNode(node.args[1], context);
  const no = compileNode(node.args[2], context);
  const type = join(yes.type, no.type);
  if (!type) return refuse('type', `Expected ${formatType(yes.type)}, got "${formatType(no.type)}"`, node.args[2]);
  return { type, run: (frame) => (condition(frame) ? yes.run(frame) : no.run(frame)) };
}
