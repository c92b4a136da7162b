import type { ASTNode } from 'cel-js';
import type { TextRange } from '../cel-error.ts';
import type { ObjectField } from '../scope.ts';
import { suggestion } from '../suggestion.ts';
import type { Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { bool, dyn, formatType, isSimple, type Type, text, typeType } from '../types/type.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { TypeValue } from '../values/type-value.ts';
import { type Code, type Context, constantCode, refuse } from './code.ts';
import { isVariable } from './compile-name.ts';
import { compileNode } from './compile-node.ts';
import { located } from './located.ts';

const qualifiedTypes = ['google.protobuf.Timestamp', 'google.protobuf.Duration'];

/** `operand.name`: a field of an object, or an entry of a map. */
export function compileSelect(node: Node<'.'>, context: Context): Code {
  const qualified = qualifiedName(node, context);
  if (qualified !== undefined && qualifiedTypes.includes(qualified)) {
    return constantCode(typeType, new TypeValue(qualified));
  }
  const { operand, field, place } = compileOperand(node, context);
  const { run } = operand;
  if (field) return { type: field.type, run: readField(field, run, place) };
  const [, name] = node.args;
  const type = operand.type.kind === 'map' ? operand.type.value : dyn;
  return { type, run: (frame) => readEntry(run(frame), name, place) };
}

/** `has(operand.name)`: whether the source filled it, and it does not only read as its zero value. */
export function compileHas(node: Node<'.'>, context: Context): Code {
  const { operand, field, place } = compileOperand(node, context);
  const { run } = operand;
  const [, name] = node.args;
  if (field) return { type: bool, run: (frame) => field.has(run(frame) as object) };
  return { type: bool, run: (frame) => findEntry(run(frame), name, place) !== undefined };
}

/** `a.b.c` as text when it is made of names only and does not begin with a variable. */
export function qualifiedName(node: ASTNode, context: Context): string | undefined {
  if (node.op === 'id') return isVariable(node.args, context) ? undefined : node.args;
  if (node.op !== '.') return undefined;
  const outer = qualifiedName(node.args[0], context);
  return outer === undefined ? undefined : `${outer}.${node.args[1]}`;
}

function compileOperand(node: Node<'.'>, context: Context) {
  const [target, name] = node.args;
  const operand = compileNode(target, context);
  const place = { start: node.pos, end: node.end };
  return { operand, place, field: fieldOf(operand.type, name, context, place) };
}

function fieldOf(type: Type, name: string, context: Context, place: TextRange): ObjectField | undefined {
  if (isSimple(type, 'dyn') || type.kind === 'empty') return undefined;
  if (type.kind === 'map' && accepts(type.key, text)) return undefined;
  if (type.kind !== 'object') return refuse('type', `Unknown field "${name}" of ${formatType(type)}`, place);
  const fields = context.scope.objects.get(type.name);
  const field = fields?.get(name);
  if (field) return field;
  const hint = suggestion(name, fields?.keys() ?? []);
  return refuse('unknown-name', `Unknown field "${name}" of ${type.name}${hint}`, place);
}

function readField(field: ObjectField, run: Code['run'], place: TextRange): Code['run'] {
  return (frame) => {
    const object = run(frame) as object;
    try {
      return field.read(object);
    } catch (error) {
      throw located(error, 'field', place);
    }
  };
}

function readEntry(map: unknown, name: string, place: TextRange): unknown {
  const value = findEntry(map, name, place);
  return value === undefined ? refuse('evaluation', `Unknown key "${name}"`, place) : value;
}

function findEntry(map: unknown, name: string, place: TextRange): unknown {
  return isMap(map) ? mapFind(map, name) : refuse('evaluation', `Expected map, got "${shownType(map)}"`, place);
}
