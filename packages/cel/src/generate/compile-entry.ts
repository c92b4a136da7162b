import type { EntryExpr, Expr, IndexExpr, OptionalSelectExpr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import { compileOnly } from './compile-comprehension.ts';
import { constantOf } from './constant-of.ts';
import type { Place } from './place.ts';
import { onlyElement } from './sharing.ts';
import { atom, type Value } from './value.ts';

/** `operand.name` of a map or dyn. */
export function compileEntry({ operand, name, isTest }: EntryExpr, place: Place): Value {
  const { unit } = place;
  const map = box(compile(operand, place), place);
  const key = unit.constant(name);
  if (operand.type.kind === 'optional') {
    return isTest ? atom(unit.call('giveUp'), 'bool') : atom(unit.call('optionalEntry', map, key), 'boxed');
  }
  return isTest ? atom(unit.call('hasEntry', map, key), 'bool') : atom(unit.call('found', map, key), 'boxed');
}

/** `operand[index]`. */
export function compileIndex(expr: IndexExpr, place: Place): Value {
  const { operand, index } = expr;
  const only = isFirstOfOnly(expr)
    ? compileOnly(operand as Extract<Expr, { kind: 'comprehension' }>, place)
    : undefined;
  if (only) return only;
  const { unit } = place;
  const container = box(compile(operand, place), place);
  const position = compile(index, place);
  if (operand.type.kind === 'list' && (position.form === 'int' || position.form === 'uint')) {
    return atom(unit.call('elementAt', container, position.js), 'boxed');
  }
  const key = box(position, place);
  if (operand.type.kind === 'optional') return atom(unit.call('optionalEntry', container, key), 'boxed');
  return atom(unit.call(operand.type.kind === 'map' ? 'found' : 'indexed', container, key), 'boxed');
}

/** `[value].map(name, result)[0]`: how expressions declare a variable. */
function isFirstOfOnly({ operand, index }: IndexExpr): boolean {
  if (operand.kind !== 'comprehension' || operand.macro !== 'transformList' || operand.condition) return false;
  return onlyElement(operand.range) !== undefined && !operand.second && constantOf(index)?.value === 0n;
}

/** `operand.?name` and `operand[?index]`. */
export function compileOptionalSelect({ operand, key, field }: OptionalSelectExpr, place: Place): Value {
  const { unit } = place;
  const container = box(compile(operand, place), place);
  if (field === undefined) {
    return atom(unit.call('optionalEntry', container, box(compile(key, place), place)), 'boxed');
  }
  if (operand.type.kind !== 'object') return atom(unit.call('giveUp'), 'boxed');
  return atom(unit.call('optionalField', container, unit.constant(field)), 'boxed');
}
