import { Uint } from '../../values/uint.ts';
import { giveUp } from '../give-up.ts';

/** A 64-bit integer of generated code: a number where that is safe, else a bigint. */
export type Integer = number | bigint;

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;
const maxUint = 2n ** 64n - 1n;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

export function plainInteger(value: bigint): Integer {
  return value >= -maxSafe && value <= maxSafe ? Number(value) : value;
}

export function unboxInt(value: unknown): Integer {
  return typeof value === 'bigint' ? plainInteger(value) : giveUp();
}

export function unboxUint(value: unknown): Integer {
  return value instanceof Uint ? plainInteger(value.value) : giveUp();
}

export function boxInt(value: Integer): bigint {
  return typeof value === 'number' ? BigInt(value) : value;
}

export function boxUint(value: Integer): Uint {
  return new Uint(BigInt(value));
}

export function toIntValue(value: bigint): Integer {
  return value >= minInt && value <= maxInt ? plainInteger(value) : giveUp();
}

export function toUintValue(value: bigint): Integer {
  return value >= 0n && value <= maxUint ? plainInteger(value) : giveUp();
}

export function addInts(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toIntValue(BigInt(a) + BigInt(b));
}

export function subtractInts(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return toIntValue(BigInt(a) - BigInt(b));
}

export function multiplyInts(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    // A rounded product is safe only where it was exact. Adding 0 makes 0 of -0.
    const product = a * b + 0;
    if (Number.isSafeInteger(product)) return product;
  }
  return toIntValue(BigInt(a) * BigInt(b));
}

export function divideInts(a: Integer, b: Integer): Integer {
  if (b === 0) return giveUp();
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0;
  return toIntValue(BigInt(a) / BigInt(b));
}

/** The quotient of the smallest int and -1 does not fit, so that the remainder is an error as well. */
export function remainderOfInts(a: Integer, b: Integer): Integer {
  if (b === 0) return giveUp();
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0;
  toIntValue(BigInt(a) / BigInt(b));
  return plainInteger(BigInt(a) % BigInt(b));
}

export function negateInt(a: Integer): Integer {
  return typeof a === 'number' ? 0 - a : toIntValue(-a);
}

export function addUints(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toUintValue(BigInt(a) + BigInt(b));
}

export function subtractUints(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number' && a >= b) return a - b;
  return toUintValue(BigInt(a) - BigInt(b));
}

export function multiplyUints(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product;
  }
  return toUintValue(BigInt(a) * BigInt(b));
}

export function divideUints(a: Integer, b: Integer): Integer {
  if (b === 0) return giveUp();
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b;
  return plainInteger(BigInt(a) / BigInt(b));
}

export function remainderOfUints(a: Integer, b: Integer): Integer {
  if (b === 0) return giveUp();
  return typeof a === 'number' && typeof b === 'number' ? a % b : plainInteger(BigInt(a) % BigInt(b));
}

export function intOfUint(value: Integer): Integer {
  return typeof value === 'number' ? value : toIntValue(value);
}

export function uintOfInt(value: Integer): Integer {
  return value >= 0 ? value : giveUp();
}
