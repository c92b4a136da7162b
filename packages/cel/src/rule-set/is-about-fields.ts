import { fieldsOf } from '../generate/sharing.ts';
import type { Expr } from '../tree/expr.ts';
import type { Clause } from './literal.ts';

/** Whether looking at the subjects of a clause reads all the fields that an expression reads. */
export function isAboutFieldsOf(expr: Expr, clause: Clause): boolean {
  const read = new Set(clause.flatMap(({ subject }) => fieldNames(subject)));
  return fieldNames(expr).every((field) => read.has(field));
}

/** A field of a field reads both. */
function fieldNames(expr: Expr): readonly unknown[] {
  return fieldsOf(expr).flatMap((read) => (read.kind === 'field' ? [read.field, ...fieldNames(read.operand)] : []));
}
