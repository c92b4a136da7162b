import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, dyn, formatType } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { type Context, fault } from './context.ts';

/** `&&` and `||`: a chain of one of them is one expression. */
export function checkLogical(node: NodeOf<'&&' | '||'>, context: Context): Expr {
  const terms = logicalTerms(node).map((term) => checkCondition(term, context));
  return { kind: node.op === '&&' ? 'and' : 'or', type: bool, node, terms };
}

export function checkNot(node: NodeOf<'!_'>, context: Context): Expr {
  return { kind: 'not', type: bool, node, operand: checkCondition(node.args, context) };
}

/** `condition ? a : b`: only one of the two is evaluated. */
export function checkChoice(node: NodeOf<'?:'>, context: Context): Expr {
  const condition = checkCondition(node.args[0], context);
  const yes = checkNode(node.args[1], context);
  const no = checkNode(node.args[2], context);
  return choose({ condition, yes, no, node }, context);
}

/** A choice between two of one type. */
export function choose(
  {
    condition,
    yes,
    no,
    node,
  }: { readonly condition: Expr; readonly yes: Expr; readonly no: Expr; readonly node: Node },
  context: Context,
): Expr {
  const { inference, isChecked } = context;
  const type = inference.join(yes.type, no.type) ?? (isChecked ? undefined : dyn);
  if (type) return { kind: 'choice', type, node, condition, yes, no };
  const [expected, got] = [formatType(inference.resolve(yes.type)), formatType(inference.resolve(no.type))];
  const message = `Expected ${expected}, got "${got}"`;
  return fault({ code: 'type', message, node, place: no.node }, context);
}

/** A piece that has to be bool; where only evaluation can tell, another value fails there. */
export function checkCondition(node: Node, context: Context): Expr {
  const condition = checkNode(node, context);
  if (!context.isChecked || context.inference.accepts(bool, condition.type)) return condition;
  const got = formatType(context.inference.resolve(condition.type));
  return fault({ code: 'type', message: `Expected bool, got "${got}"`, node }, context);
}
