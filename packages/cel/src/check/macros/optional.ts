import type { Node, NodeOf } from '../../syntax/node.ts';
import type { Expr, Local } from '../../tree/expr.ts';
import { choose } from '../check-logical.ts';
import { checkNode } from '../check-node.ts';
import { callByName } from '../check-overload.ts';
import { type Context, type Macro, withLocal } from '../context.ts';
import { variableName } from './variable-name.ts';

/** `optional.optMap(x, f(x))`: what f makes of the value, if there is one, as an optional. */
export const optMap: Macro = (node, context) =>
  mapHeld(node, context, (body) => callByName('optional.of', [body], node, context));

/** `optional.optFlatMap(x, f(x))`: the same where f gives an optional itself. */
export const optFlatMap: Macro = (node, context) => mapHeld(node, context, (body) => body);

/** `a.or(b)`: b is evaluated only where a holds nothing. */
export const or: Macro = (node, context) => {
  const sides = sidesOf(node, context);
  return (
    sides &&
    withOptional(sides.optional, node, (held) =>
      choose({ condition: callByName('hasValue', [held], node, context), yes: held, no: sides.other, node }, context),
    )
  );
};

/** `a.orValue(b)`: b is evaluated only where a holds nothing. */
export const orValue: Macro = (node, context) => {
  const sides = sidesOf(node, context);
  return (
    sides &&
    withOptional(sides.optional, node, (held) => {
      const [condition, yes] = ['hasValue', 'value'].map((name) => callByName(name, [held], node, context));
      return condition && yes ? choose({ condition, yes, no: sides.other, node }, context) : held;
    })
  );
};

/** Undefined for a receiver that is no optional: the call is then refused as any other. */
function sidesOf(node: NodeOf<'call'> | NodeOf<'rcall'>, context: Context) {
  if (node.op !== 'rcall' || node.args[2].length !== 1) return undefined;
  const [, receiver, [other]] = node.args;
  const optional = checkNode(receiver, context);
  if (!other || context.inference.resolve(optional.type).kind !== 'optional') return undefined;
  return { optional, other: checkNode(other, context) };
}

function mapHeld(
  node: NodeOf<'call'> | NodeOf<'rcall'>,
  context: Context,
  finish: (body: Expr) => Expr,
): Expr | undefined {
  if (node.op !== 'rcall' || node.args[2].length !== 2) return undefined;
  const [, receiver, [nameNode, bodyNode]] = node.args;
  if (!nameNode || !bodyNode) return undefined;
  return withOptional(checkNode(receiver, context), node, (held) => {
    const value = callByName('value', [held], node, context);
    const local = { name: variableName(nameNode, context), type: value.type };
    const inner = checkNode(bodyNode, withLocal(context, local.name, local));
    const yes: Expr = finish({ kind: 'bind', type: inner.type, node, local, value, body: inner });
    const no = callByName('optional.none', [], node, context);
    return choose({ condition: callByName('hasValue', [held], node, context), yes, no, node }, context);
  });
}

/** The receiver, evaluated once. */
function withOptional(optional: Expr, node: Node, use: (held: Expr) => Expr): Expr {
  const local: Local = { name: '@optional', type: optional.type };
  const body = use({ kind: 'local', type: local.type, node: optional.node, local });
  return { kind: 'bind', type: body.type, node, local, value: optional, body };
}
