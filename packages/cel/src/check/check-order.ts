import type { NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, isSimple, type Type } from '../types/type.ts';
import { orderedTypes } from '../types/type-groups.ts';
import { checkNode } from './check-node.ts';
import type { Context } from './context.ts';
import { operandFault } from './operand-fault.ts';

/** `<`, `<=`, `>`, `>=`: both sides of one type; where one is dyn, numbers compare by value across their types. */
export function checkOrder(node: NodeOf<'<' | '<=' | '>' | '>='>, context: Context): Expr {
  const left = checkNode(node.args[0], context);
  const right = checkNode(node.args[1], context);
  const { inference } = context;
  const fits = inference.join(left.type, right.type) !== undefined;
  const areOrdered = isOrdered(inference.resolve(left.type)) && isOrdered(inference.resolve(right.type));
  if (!(fits && areOrdered) && context.isChecked) return operandFault(node, left, right, context);
  return { kind: 'order', type: bool, node, operator: node.op, left, right };
}

function isOrdered(type: Type): boolean {
  return type.kind === 'variable' || orderedTypes.some((name) => isSimple(type, name));
}
