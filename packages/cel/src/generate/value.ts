import type { Type } from '../types/type.ts';

/**
 * How generated code holds a value. `int` and `uint` are a number where that is safe, else a bigint: `===`, `<` and
 * their kin are then right as they stand. `boxed` is the form that lists, maps and calls hold.
 */
export type Form = 'bool' | 'text' | 'int' | 'uint' | 'double' | 'boxed';

/** Bounds within which a JavaScript number is exact. */
export interface Range {
  readonly least: number;
  readonly greatest: number;
}

/** How strongly JavaScript binds: what binds weaker than its surroundings ask for gets parentheses. */
export const level = {
  choice: 2,
  or: 3,
  and: 4,
  equality: 8,
  relation: 9,
  sum: 11,
  product: 12,
  unary: 14,
  atom: 18,
} as const;

/** A piece of generated code. */
export interface Value {
  readonly js: string;
  readonly level: number;
  readonly form: Form;
  /** Of an int or uint: it is a number within these bounds. */
  readonly range?: Range | undefined;
  /** Of a text: UTF-16 code units that it has at most. */
  readonly maxLength?: number | undefined;
  /** What it is in every evaluation, boxed. */
  readonly constant?: { readonly value: unknown } | undefined;
  /** Of a bool: the code of its opposite, where that is not longer. */
  readonly opposite?: Pick<Value, 'js' | 'level'> | undefined;
}

export function atom(js: string, form: Form, more: Partial<Value> = {}): Value {
  return { js, level: level.atom, form, ...more };
}

/** The code of a value, in parentheses where it binds weaker than asked for. */
export function bind(value: Value, least: number): string {
  return value.level >= least ? value.js : `(${value.js})`;
}

const forms: Readonly<Record<string, Form>> = {
  bool: 'bool',
  string: 'text',
  int: 'int',
  uint: 'uint',
  double: 'double',
};

/** The opposite of a bool. */
export function negate(value: Value): Value {
  const opposite = value.opposite ?? { js: `!${bind(value, level.unary)}`, level: level.unary };
  return { ...opposite, form: 'bool', opposite: value };
}

export function formOf(type: Type): Form {
  return (type.kind === 'simple' ? forms[type.name] : undefined) ?? 'boxed';
}

export function isNumeric({ form }: Value): boolean {
  return form === 'int' || form === 'uint' || form === 'double';
}
