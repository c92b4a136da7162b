import { fail } from '../evaluation-failure.ts';
import { shownType } from '../values/type-of.ts';
import { Uint } from '../values/uint.ts';
import { checkTextLength } from './bounded.ts';
import { toExponential, toFixed } from './decimal.ts';
import { showValue } from './show-value.ts';

/** What takes an argument in a format, such as `%.3f`. */
export interface Clause {
  readonly verb: string;
  readonly precision: number;
}

const numbers = ['int', 'uint', 'double'];

const expectedTypes: Readonly<Record<string, readonly string[]>> = {
  d: numbers,
  f: numbers,
  e: numbers,
  b: ['int', 'uint', 'bool'],
  o: ['int', 'uint'],
  x: ['int', 'uint', 'string', 'bytes'],
  X: ['int', 'uint', 'string', 'bytes'],
};

/** The types that a clause such as `%d` takes; undefined for all. */
export function expectedFor(verb: string): readonly string[] | undefined {
  return expectedTypes[verb];
}

/** One argument under one clause. */
export function formatClause({ verb, precision }: Clause, value: unknown): string {
  const expected = expectedTypes[verb];
  if (expected && !expected.includes(shownType(value))) {
    fail(`Expected ${expected.join(', ')} for %${verb}, got "${shownType(value)}"`);
  }
  switch (verb) {
    case 'f':
      return decimal(value, (n) => toFixed(n, precision));
    case 'e':
      return decimal(value, (n) => toExponential(n, precision));
    case 'b':
    case 'o':
      return integer(value).toString(verb === 'b' ? 2 : 8);
    case 'x':
      return hex(value);
    case 'X':
      return hex(value).toUpperCase();
    default:
      return showValue(value);
  }
}

function hex(value: unknown): string {
  if (typeof value === 'string') return hexBytes(new TextEncoder().encode(value));
  return value instanceof Uint8Array ? hexBytes(value) : integer(value).toString(16);
}

function hexBytes(bytes: Uint8Array): string {
  checkTextLength(bytes.length * 2);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function integer(value: unknown): bigint {
  return value instanceof Uint ? value.value : BigInt(value as bigint | boolean);
}

function decimal(value: unknown, write: (n: number) => string): string {
  const n = Number(value instanceof Uint ? value.value : value);
  return Number.isFinite(n) ? write(n) : String(n);
}
