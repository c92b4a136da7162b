import type { NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import type { Context } from './context.ts';
import { operandFault } from './operand-fault.ts';

/** `==` and `!=`: both sides of one type; only dyn compares across types. */
export function checkEquality(node: NodeOf<'==' | '!='>, context: Context): Expr {
  const left = checkNode(node.args[0], context);
  const right = checkNode(node.args[1], context);
  const fits = context.inference.join(left.type, right.type) !== undefined;
  if (!fits && context.isChecked) return operandFault(node, left, right, context);
  return { kind: 'equal', type: bool, node, left, right, isNegated: node.op === '!=' };
}
