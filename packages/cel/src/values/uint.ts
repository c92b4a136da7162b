import { fail } from '../evaluation-failure.ts';

const maxUint = 2n ** 64n - 1n;

/** An unsigned 64-bit integer: a bigint alone is a signed one. */
export class Uint {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }
}

/** @throws EvaluationFailure outside of 0 … 2^64-1 */
export function toUint(value: bigint): Uint {
  if (value < 0n || value > maxUint) fail(`Cannot compute uint: ${value} is out of range`);
  return new Uint(value);
}
