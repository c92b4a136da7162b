import type { Expr } from '../tree/expr.ts';

/** The value of an expression that is the same in every evaluation as it is written, boxed; undefined for all others. */
export function constantOf(expr: Expr): { readonly value: unknown } | undefined {
  if (expr.kind === 'constant') return expr;
  if (expr.kind === 'variable')
    return expr.variable.constant === undefined ? undefined : { value: expr.variable.constant };
  if (expr.kind !== 'list') return undefined;
  const values: unknown[] = [];
  for (const { value, isOptional } of expr.elements) {
    const constant = isOptional ? undefined : constantOf(value);
    if (constant === undefined) return undefined;
    values.push(constant.value);
  }
  return { value: values };
}

/** The text of a constant one. */
export function textOf(expr: Expr): string | undefined {
  const value = constantOf(expr)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The elements of a list of constant texts. */
export function textsOf(expr: Expr): readonly string[] | undefined {
  const value = constantOf(expr)?.value;
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}
