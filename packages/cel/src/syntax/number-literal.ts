import { CelError, type TextRange } from '../cel-error.ts';
import { quoted } from '../quoted.ts';
import { Uint } from '../values/uint.ts';

interface IntegerKind {
  readonly name: string;
  readonly sign: bigint;
  /** Without the sign. */
  readonly max: bigint;
}

const positive: IntegerKind = { name: '64-bit integer', sign: 1n, max: 2n ** 63n - 1n };
const negative: IntegerKind = { name: '64-bit integer', sign: -1n, max: 2n ** 63n };
const unsigned: IntegerKind = { name: 'unsigned 64-bit integer', sign: 1n, max: 2n ** 64n - 1n };

/** Integers of 64 bits have no more digits than this; the cost of converting grows with the square of them. */
const maximumDigits = 20;

export interface NumberText {
  /** Without the sign. */
  readonly text: string;
  /** A `-` stands before it: the smallest int has no positive counterpart that could be negated. */
  readonly isNegative: boolean;
  readonly place: TextRange;
}

/**
 * The value of a number.
 * @throws CelError syntax for a number that its type cannot hold
 */
export function numberLiteral({ text, isNegative, place }: NumberText): bigint | Uint | number {
  const written = isNegative ? `-${text}` : text;
  if (/u$/i.test(text)) return new Uint(integer(text.slice(0, -1), unsigned, { written, place }));
  if (/^(?:0x|\d+$)/.test(text)) return integer(text, isNegative ? negative : positive, { written, place });
  const value = Number(written);
  if (!Number.isFinite(value)) throw outOfRange('64-bit floating-point number', { written, place });
  return value;
}

interface Written {
  readonly written: string;
  readonly place: TextRange;
}

function integer(text: string, { name, sign, max }: IntegerKind, written: Written): bigint {
  const [base, digits] = text.startsWith('0x') ? ['0x', text.slice(2)] : ['', text];
  const significant = digits.replace(/^0+(?=.)/, '');
  if (significant.length > maximumDigits) throw outOfRange(name, written);
  const value = BigInt(base + significant);
  if (value > max) throw outOfRange(name, written);
  return sign * value;
}

function outOfRange(name: string, { written, place }: Written): CelError {
  return new CelError('syntax', `Expected ${name}, got ${quoted(written)}`, place);
}
