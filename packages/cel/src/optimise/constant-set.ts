import type { Expr } from '../tree/expr.ts';
import { Uint } from '../values/uint.ts';

/** The elements of a list, to look values up by what the language calls equal. */
export interface ConstantSet {
  readonly has: (value: unknown) => boolean;
}

/**
 * A constant list of scalars as a set: rules compare with a hundred domains. Looking one up visits no elements, so
 * that it does not count as iterations.
 */
export function constantSet(expr: Expr): ConstantSet | undefined {
  if (expr.kind !== 'constant' || !Array.isArray(expr.value)) return undefined;
  const keys = expr.value.map(canonical);
  if (keys.includes(undefined)) return undefined;
  // NaN is equal to nothing, but a Set finds it.
  const set = new Set(keys.filter((key) => !Number.isNaN(key)));
  return { has: (value) => set.has(canonical(value)) };
}

/** One JavaScript value for all that are equal; undefined for what has none. */
function canonical(value: unknown): string | bigint | number | boolean | null | undefined {
  switch (typeof value) {
    case 'string':
    case 'bigint':
    case 'boolean':
      return value;
    case 'number':
      return Number.isInteger(value) ? BigInt(value) : value;
    default:
      return value instanceof Uint ? value.value : value === null ? null : undefined;
  }
}
