import type { TextRange } from '../cel-error.ts';
import type { ObjectField } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { bool, dyn, formatType, isSimple, optionalOf, type Type, text } from '../types/type.ts';
import { checkGlobal } from './check-name.ts';
import { checkNode } from './check-node.ts';
import { callByName } from './check-overload.ts';
import { type Context, fault, findLocal } from './context.ts';

/** `operand.name`: a name with its namespace, a field of an object, or an entry of a map. */
export function checkSelect(node: NodeOf<'.'>, context: Context): Expr {
  const qualified = qualifiedName(node, context);
  const known = qualified === undefined ? undefined : checkGlobal(qualified, node, context);
  return known ?? selectFrom(checkNode(node.args[0], context), node, { isTest: false, context });
}

/** `has(operand.name)`: whether the source filled it, and it does not only read as its zero value. */
export function checkHas(node: NodeOf<'.'>, context: Context): Expr {
  return selectFrom(checkNode(node.args[0], context), node, { isTest: true, context });
}

/** `a.b.c` as text when it is made of names only and does not begin with a variable of the expression itself. */
export function qualifiedName(node: Node, context: Context): string | undefined {
  if (node.op === 'id') return findLocal(node.args, context) ? undefined : node.args;
  if (node.op !== '.') return undefined;
  const outer = qualifiedName(node.args[0], context);
  return outer === undefined ? undefined : `${outer}.${node.args[1]}`;
}

interface SelectOptions {
  readonly isTest: boolean;
  readonly context: Context;
}

function selectFrom(operand: Expr, node: NodeOf<'.'>, { isTest, context }: SelectOptions): Expr {
  const [, name] = node.args;
  const type = context.inference.resolve(operand.type);
  if (type.kind === 'optional') {
    const chained = selectOptional(operand, node, context);
    return isTest ? callByName('hasValue', [chained], node, context) : chained;
  }
  if (type.kind === 'object') {
    const field = fieldOf(type.name, name, context);
    if (field) return { kind: 'field', type: isTest ? bool : field.type, node, operand, field, isTest };
    return unknownField(type, node, operand, context);
  }
  const entry = entryType(type, context);
  if (entry === undefined) return unknownField(type, node, operand, context);
  return { kind: 'entry', type: isTest ? bool : entry, node, operand, name, isTest };
}

/** `optional.name` and `operand.?name`. */
export function selectOptional(operand: Expr, node: NodeOf<'.' | '.?'>, context: Context): Expr {
  const [, name] = node.args;
  const resolved = context.inference.resolve(operand.type);
  const type = resolved.kind === 'optional' ? context.inference.resolve(resolved.element) : resolved;
  const key: Expr = { kind: 'constant', type: text, node, value: name };
  const field = type.kind === 'object' ? fieldOf(type.name, name, context) : undefined;
  const found = field?.type ?? (type.kind === 'object' ? undefined : entryType(type, context));
  if (found === undefined) return unknownField(type, node, operand, context);
  return { kind: 'optionalSelect', type: optionalOf(found), node, operand, key, field };
}

function entryType(type: Type, { inference, isChecked }: Context): Type | undefined {
  if (type.kind === 'map' && inference.accepts(type.key, text)) return type.value;
  return isSimple(type, 'dyn') || type.kind === 'variable' || !isChecked ? dyn : undefined;
}

function fieldOf(object: string, name: string, { scope }: Context): ObjectField | undefined {
  return scope.objects.get(object)?.get(name);
}

function unknownField(type: Type, node: NodeOf<'.' | '.?'>, operand: Expr, context: Context): Expr {
  const [, name] = node.args;
  const place: TextRange = { start: node.pos, end: node.end };
  const fields = type.kind === 'object' ? context.scope.objects.get(type.name) : undefined;
  const hint = fields ? suggestion(name, fields.keys()) : '';
  const message = `Unknown field "${name}" of ${formatType(type)}${hint}`;
  return fault({ code: fields ? 'unknown-name' : 'type', message, node, place, args: [operand] }, context);
}
