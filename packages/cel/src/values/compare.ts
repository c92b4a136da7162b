import { fail } from '../evaluation-failure.ts';
import { Duration } from './duration.ts';
import { Timestamp } from './timestamp.ts';
import { shownType } from './type-of.ts';
import { Uint } from './uint.ts';

/**
 * The order of two values: negative, 0, positive; NaN where there is none. Texts by code point, bytes by value, false
 * before true.
 *
 * @throws EvaluationFailure for values that have no order
 */
export function compare(a: unknown, b: unknown): number {
  const [left, right] = [plain(a), plain(b)];
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Uint8Array && right instanceof Uint8Array) return compareBytes(left, right);
  if (a instanceof Timestamp && b instanceof Timestamp) return compareNumbers(a.ns, b.ns);
  if (a instanceof Duration && b instanceof Duration) return compareNumbers(a.ns, b.ns);
  return fail(`Expected operands of one ordered type, got "${shownType(a)} and ${shownType(b)}"`);
}

function plain(value: unknown): unknown {
  return value instanceof Uint ? value.value : value;
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Against a double an integer is compared as the nearest double, as cel-spec has it: JavaScript would be exact. */
function compareNumbers(left: number | bigint, right: number | bigint): number {
  const a = typeof right === 'number' ? Number(left) : left;
  const b = typeof left === 'number' ? Number(right) : right;
  if (a < b) return -1;
  if (a > b) return 1;
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : 0;
}

function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for the code points above all others, though their code units lie below U+E000. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
