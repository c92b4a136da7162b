import type { NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { checkOverload } from './check-overload.ts';
import { type Context, fault } from './context.ts';
import { operandFault } from './operand-fault.ts';

/** `+ - * / %`. */
export function checkBinary(node: NodeOf<'+' | '-' | '*' | '/' | '%'>, context: Context): Expr {
  const left = checkNode(node.args[0], context);
  const right = checkNode(node.args[1], context);
  return checkOperator(node, [left, right], context) ?? operandFault(node, left, right, context);
}

/** `-x`; the sign of a number belongs to it already, so that the smallest int can be written. */
export function checkNegation(node: NodeOf<'-_'>, context: Context): Expr {
  const operand = checkNode(node.args, context);
  const call = checkOperator(node, [operand], context);
  if (call) return call;
  const got = formatType(context.inference.resolve(operand.type));
  const message = `Expected int or double after "-", got "${got}"`;
  return fault({ code: 'type', message, node, place: node.args, args: [operand] }, context);
}

function checkOperator(
  node: NodeOf<'+' | '-' | '*' | '/' | '%'> | NodeOf<'-_'>,
  args: readonly Expr[],
  context: Context,
): Expr | undefined {
  const name = node.op === '-_' ? '-' : node.op;
  const overloads = context.scope.functions.get(`operator ${name}`) ?? [];
  return checkOverload(overloads, { name, args, node }, context);
}
