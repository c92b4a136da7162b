import type { Type } from '../types/type.ts';
import { Uint } from '../values/uint.ts';
import type { Place } from './place.ts';
import { plainInteger } from './support/integers.ts';
import { atom, type Form, formOf, level, type Value } from './value.ts';

/** A constant, by reference; bools and small integers stand in the code. */
export function compileConstant(value: unknown, type: Type, place: Place): Value {
  const constant = { value };
  if (typeof value === 'boolean') return atom(String(value), 'bool', { constant });
  if (value === null) return atom('null', 'boxed', { constant });
  if (typeof value === 'bigint') return integer(value, 'int', { constant, place });
  if (value instanceof Uint) return integer(value.value, 'uint', { constant, place });
  if (typeof value === 'string') return atom(place.unit.constant(value), 'text', { constant, maxLength: value.length });
  if (typeof value === 'number') return { ...number(value, place), form: 'double', constant };
  return atom(place.unit.constant(value), formOf(type), { constant });
}

interface Integer {
  readonly constant: { readonly value: unknown };
  readonly place: Place;
}

function integer(value: bigint, form: Form, { constant, place }: Integer): Value {
  const plain = plainInteger(value);
  if (typeof plain === 'bigint') return atom(place.unit.constant(plain), form, { constant });
  return { ...number(plain, place), form, constant, range: { least: plain, greatest: plain } };
}

function number(value: number, place: Place): Pick<Value, 'js' | 'level'> {
  if (!Number.isSafeInteger(value)) return { js: place.unit.constant(value), level: level.atom };
  const isNegative = value < 0 || Object.is(value, -0);
  return isNegative ? { js: `-${Math.abs(value)}`, level: level.unary } : { js: String(value), level: level.atom };
}
