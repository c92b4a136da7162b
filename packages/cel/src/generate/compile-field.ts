import type { ObjectField } from '../scope.ts';
import type { FieldExpr, VariableExpr } from '../tree/expr.ts';
import { formatType } from '../types/type.ts';
import { zeroValue } from '../values/zero-value.ts';
import { compile } from './compile.ts';
import { compileConstant } from './compile-constant.ts';
import type { Place } from './place.ts';
import type { SupportName } from './support/index.ts';
import { maxReadLength } from './support/read.ts';
import { atom, bind, formOf, level, type Value } from './value.ts';

/** How a property is read, by the type that it is declared with; values of other types are read by the field itself. */
const readers: Readonly<Record<string, SupportName>> = {
  string: 'readText',
  bool: 'readBool',
  int: 'readInt',
  uint: 'readUint',
  double: 'readDouble',
  'list(string)': 'readTexts',
};

/** A variable that is not constant. */
export function compileVariable({ variable }: VariableExpr, { unit }: Place): Value {
  if (variable.isRoot) return atom('root', 'boxed');
  return atom(`${unit.constant(variable)}.read(root)`, 'boxed');
}

/** `operand.name` of a declared object. */
export function compileField(expr: FieldExpr, place: Place): Value {
  const { field, isTest } = expr;
  if (field.isAbsent && isTest) return atom('false', 'bool', { constant: { value: false } });
  if (field.isAbsent) return compileConstant(zeroValue(field.type), field.type, place);
  const operand = bind(compile(expr.operand, place), level.atom);
  if (isTest) return atom(`${place.unit.constant(field)}.has(${operand})`, 'bool');
  return compileRead(field, operand, place);
}

function compileRead(field: ObjectField, operand: string, { unit }: Place): Value {
  const reader = field.type.kind === 'object' ? 'readObject' : readers[formatType(field.type)];
  if (reader === undefined || !hasPlainProperty(field)) {
    return atom(`${unit.constant(field)}.read(${operand})`, 'boxed');
  }
  const read = unit.call(reader, `${operand}.${field.property}`);
  return atom(read, formOf(field.type), { maxLength: reader === 'readText' ? maxReadLength : undefined });
}

/** The names of properties are the only ones that become code. */
function hasPlainProperty({ property }: ObjectField): boolean {
  return property !== undefined && /^[A-Za-z_$][\w$]*$/.test(property) && !(property in Object.prototype);
}
