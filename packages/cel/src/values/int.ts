import { fail } from '../evaluation-failure.ts';

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

export function isInt(value: bigint): boolean {
  return value >= minInt && value <= maxInt;
}

/** @throws EvaluationFailure outside of -2^63 … 2^63-1 */
export function toInt(value: bigint): bigint {
  if (!isInt(value)) fail(`Cannot compute int: ${value} is out of range`);
  return value;
}
