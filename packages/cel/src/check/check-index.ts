import type { NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { dyn, formatType, int, isSimple, optionalOf, type Type } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import { selectOptional } from './check-select.ts';
import { type Context, fault, refuse } from './context.ts';

/** `list[index]`, counted from 0, and `map[key]`; of an optional the element, as an optional. */
export function checkIndex(node: NodeOf<'[]'>, context: Context): Expr {
  const operand = checkNode(node.args[0], context);
  const index = checkNode(node.args[1], context);
  const type = context.inference.resolve(operand.type);
  if (type.kind === 'optional') return optionalIndex(operand, index, node, context);
  const element = elementType(type, index, context);
  return typeof element === 'string'
    ? fault({ code: 'type', message: element, ...faultAt(type, node), args: [operand, index] }, context)
    : { kind: 'index', type: element, node, operand, index };
}

/** `operand.?name` and `operand[?index]`: an optional, of nothing where there is no such element. */
export function checkOptionalSelect(node: NodeOf<'.?'> | NodeOf<'[?]'>, context: Context): Expr {
  // Without its functions an optional can neither be made nor used.
  if (!context.scope.functions.has('optional.of')) refuse('syntax', `Unknown operator "${node.op}"`, node);
  const operand = checkNode(node.args[0], context);
  if (node.op === '.?') return selectOptional(operand, node, context);
  return optionalIndex(operand, checkNode(node.args[1], context), node, context);
}

function optionalIndex(operand: Expr, key: Expr, node: NodeOf<'[]'> | NodeOf<'[?]'>, context: Context): Expr {
  const resolved = context.inference.resolve(operand.type);
  const type = resolved.kind === 'optional' ? context.inference.resolve(resolved.element) : resolved;
  const element = elementType(type, key, context);
  return typeof element === 'string'
    ? fault({ code: 'type', message: element, ...faultAt(type, node), args: [operand, key] }, context)
    : { kind: 'optionalSelect', type: optionalOf(element), node, operand, key };
}

/** The type of an element, or what is wrong. */
function elementType(operand: Type, index: Expr, { inference, isChecked }: Context): Type | string {
  if (isSimple(operand, 'dyn') || operand.kind === 'variable') return dyn;
  if (operand.kind === 'list' && inference.accepts(int, index.type)) return operand.element;
  if (operand.kind === 'map' && inference.accepts(operand.key, index.type)) return operand.value;
  if (!isChecked) return dyn;
  const indexType = formatType(inference.resolve(index.type));
  if (operand.kind === 'list') return `Expected index of type int, got "${indexType}"`;
  if (operand.kind === 'map') return `Expected index of type ${formatType(operand.key)}, got "${indexType}"`;
  return `Expected list or map, got "${formatType(operand)}"`;
}

function faultAt(type: Type, node: NodeOf<'[]'> | NodeOf<'[?]'>) {
  const place = node.args[type.kind === 'list' || type.kind === 'map' ? 1 : 0];
  return { node, place };
}
