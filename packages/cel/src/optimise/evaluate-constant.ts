import { CelError } from '../cel-error.ts';
import { interpret } from '../interpret/interpret.ts';
import { createSlots } from '../interpret/slots.ts';
import type { ConstantExpr, Expr } from '../tree/expr.ts';
import { isMap, mapFind, mapKeys } from '../values/map-value.ts';
import { OptionalValue } from '../values/optional-value.ts';

/** Elements, and code units of texts, that a constant may have: a rule must not become larger than it is written. */
const maxSize = 10_000;

/** The constant that an expression without variables is; undefined where it fails or is too large. */
export function evaluateConstant(expr: Expr, budget: { iterations: number }): ConstantExpr | undefined {
  const value = compute(expr, budget);
  if (value === undefined || sizeOf(value) > maxSize) return undefined;
  return {
    kind: 'constant',
    type: expr.type,
    node: expr.node,
    value: Array.isArray(value) ? Object.freeze(value) : value,
  };
}

function compute(expr: Expr, budget: { iterations: number }): unknown {
  const frame = { root: undefined, locals: [], iterations: budget.iterations };
  try {
    return interpret(expr, { slots: createSlots() })(frame);
  } catch (error) {
    if (error instanceof CelError || error instanceof RangeError) return undefined;
    throw error;
  } finally {
    budget.iterations = frame.iterations;
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return 1 + value.length;
  if (value instanceof OptionalValue) return 1 + sizeOf(value.value);
  if (Array.isArray(value)) return value.reduce<number>((size, item) => size + sizeOf(item), 1);
  if (!isMap(value)) return 1;
  return mapKeys(value).reduce<number>((size, key) => size + sizeOf(key) + sizeOf(mapFind(value, key)), 1);
}
