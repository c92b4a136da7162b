import type { Type } from '../types/type.ts';
import type { Place } from './place.ts';
import type { SupportName } from './support/index.ts';
import { maxReadLength } from './support/read.ts';
import { atom, bind, type Form, formOf, isNumeric, level, type Value } from './value.ts';

/** The code of a value as lists, maps, dyn and calls hold it. */
export function box(value: Value, { unit }: Place, least: number = level.choice): string {
  if (value.form === 'boxed' || !isNumeric(value) || value.form === 'double') return bind(value, least);
  if (value.constant) return unit.constant(value.constant.value);
  return unit.call(value.form === 'int' ? 'boxInt' : 'boxUint', value.js);
}

const unboxing: Readonly<Record<Form, SupportName | undefined>> = {
  int: 'unboxInt',
  uint: 'unboxUint',
  bool: 'asBool',
  text: 'asText',
  double: 'asDouble',
  boxed: undefined,
};

/** A boxed value of a type whose values are held in another form, if it is one. */
export function unbox(value: Value, type: Type, { unit }: Place): Value {
  const form = formOf(type);
  const name = unboxing[form];
  if (value.form !== 'boxed' || name === undefined) return value;
  return atom(unit.call(name, value.js), form, { maxLength: form === 'text' ? maxReadLength : undefined });
}

/** The code of a bool, also where only the value tells that it is one. */
export function asCondition(value: Value, place: Place): Value {
  return value.form === 'bool' ? value : atom(place.unit.call('asBool', box(value, place)), 'bool');
}

/** The code of a value that is needed twice: for its first use and for all after it. */
export function twice(value: Value, { block, isConditional, unit }: Place): readonly [string, string] {
  if (/^\w+$/.test(value.js)) return [value.js, value.js];
  const name = unit.fresh('value');
  if (isConditional) {
    block.declare(name);
    return [`(${name} = ${value.js})`, name];
  }
  block.add(`const ${name} = ${value.js};`);
  return [name, name];
}
