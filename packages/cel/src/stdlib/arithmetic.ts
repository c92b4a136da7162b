import { fail } from '../evaluation-failure.ts';
import { toInt } from '../values/int.ts';
import { toUint, type Uint } from '../values/uint.ts';
import { boundedText, checkBytesLength, checkListLength } from './bounded.ts';
import { type Declaration, operator } from './declaration.ts';

const ints = [['int', 'int'], 'int'] as const;
const uints = [['uint', 'uint'], 'uint'] as const;
const doubles = [['double', 'double'], 'double'] as const;

/** Integers never wrap around: what does not fit is an error. Doubles follow IEEE 754. */
export const arithmetic: readonly Declaration[] = [
  operator('+', ints, (a: bigint, b: bigint) => toInt(a + b)),
  operator('-', ints, (a: bigint, b: bigint) => toInt(a - b)),
  operator('*', ints, (a: bigint, b: bigint) => toInt(a * b)),
  operator('/', ints, (a: bigint, b: bigint) => toInt(a / divisor(b))),
  operator('%', ints, remainder),
  operator('-', [['int'], 'int'], (a: bigint) => toInt(-a)),
  operator('+', uints, (a: Uint, b: Uint) => toUint(a.value + b.value)),
  operator('-', uints, (a: Uint, b: Uint) => toUint(a.value - b.value)),
  operator('*', uints, (a: Uint, b: Uint) => toUint(a.value * b.value)),
  operator('/', uints, (a: Uint, b: Uint) => toUint(a.value / divisor(b.value))),
  operator('%', uints, (a: Uint, b: Uint) => toUint(a.value % divisor(b.value))),
  operator('+', doubles, (a: number, b: number) => a + b),
  operator('-', doubles, (a: number, b: number) => a - b),
  operator('*', doubles, (a: number, b: number) => a * b),
  operator('/', doubles, (a: number, b: number) => a / b),
  operator('-', [['double'], 'double'], (a: number) => -a),
  operator('+', [['string', 'string'], 'string'], (a: string, b: string) => boundedText(a + b)),
  operator('+', [['bytes', 'bytes'], 'bytes'], concatBytes),
  operator('+', [['list(A)', 'list(A)'], 'list(A)'], concatLists),
];

function divisor(value: bigint): bigint {
  return value === 0n ? fail('Cannot divide by zero') : value;
}

/** The quotient of the smallest int and -1 does not fit, so the remainder is an error as well, as in cel-go. */
function remainder(a: bigint, b: bigint): bigint {
  toInt(a / divisor(b));
  return a % b;
}

function concatLists(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  checkListLength(a.length + b.length);
  return a.concat(b);
}

function concatBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  checkBytesLength(a.length + b.length);
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
