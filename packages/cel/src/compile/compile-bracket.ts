import type { TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import type { Node } from '../syntax-tree.ts';
import { accepts } from '../types/relations.ts';
import { dyn, formatType, int, isSimple, type Type } from '../types/type.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import { Uint } from '../values/uint.ts';
import { type Code, type Context, refuse } from './code.ts';
import { compileNode } from './compile-node.ts';

/** `list[index]`, counted from 0, and `map[key]`. */
export function compileBracket(node: Node<'[]'>, context: Context): Code {
  const operand = compileNode(node.args[0], context);
  const index = compileNode(node.args[1], context);
  const [run, runIndex] = [operand.run, index.run];
  const type = elementType(operand.type, index.type, node);
  return { type, run: (frame) => elementAt(run(frame), runIndex(frame), node) };
}

function elementType(operand: Type, index: Type, place: Node<'[]'>): Type {
  if (isSimple(operand, 'dyn') || operand.kind === 'empty') return dyn;
  if (operand.kind === 'list' && accepts(int, index)) return operand.element;
  if (operand.kind === 'map' && accepts(operand.key, index)) return operand.value;
  const expected = operand.kind === 'list' ? 'int' : operand.kind === 'map' ? formatType(operand.key) : undefined;
  if (expected === undefined)
    return refuse('type', `Expected list or map, got "${formatType(operand)}"`, place.args[0]);
  return refuse('type', `Expected index of type ${expected}, got "${formatType(index)}"`, place.args[1]);
}

function elementAt(operand: unknown, index: unknown, place: TextRange): unknown {
  if (Array.isArray(operand)) return listElement(operand, index, place);
  if (!isMap(operand)) return refuse('evaluation', `Expected list or map, got "${shownType(operand)}"`, place);
  const value = mapFind(operand, index);
  return value === undefined ? refuse('evaluation', `Unknown key ${quoted(shownKey(index))}`, place) : value;
}

function listElement(list: readonly unknown[], index: unknown, place: TextRange): unknown {
  const position = index instanceof Uint ? index.value : index;
  if (typeof position !== 'bigint' && !Number.isInteger(position)) {
    return refuse('evaluation', `Expected index of type int, got "${shownType(index)}"`, place);
  }
  const at = Number(position);
  if (at < 0 || at >= list.length) {
    return refuse('evaluation', `Expected index below ${list.length}, got "${at}"`, place);
  }
  return list[at];
}

function shownKey(key: unknown): string {
  return key instanceof Uint ? `${key.value}u` : String(key);
}
