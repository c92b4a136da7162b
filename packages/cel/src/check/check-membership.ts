import type { NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, formatType, isSimple, type Type } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { type Context, fault } from './context.ts';
import { operandFault } from './operand-fault.ts';

/** `value in list`, `key in map`. */
export function checkMembership(node: NodeOf<'in'>, context: Context): Expr {
  const element = checkNode(node.args[0], context);
  const container = checkNode(node.args[1], context);
  const type = context.inference.resolve(container.type);
  const member = memberType(type);
  const membership: Expr = { kind: 'membership', type: bool, node, element, container };
  if (!context.isChecked) return membership;
  if (!member && !isSimple(type, 'dyn') && type.kind !== 'variable') {
    const message = `Expected list or map, got "${formatType(type)}"`;
    return fault({ code: 'type', message, node, place: node.args[1] }, context);
  }
  if (member && !context.inference.accepts(member, element.type)) {
    return operandFault(node, element, container, context);
  }
  return membership;
}

function memberType(type: Type): Type | undefined {
  if (type.kind === 'list') return type.element;
  return type.kind === 'map' ? type.key : undefined;
}
