import { fail } from '../evaluation-failure.ts';
import { quoted } from '../quoted.ts';
import type { Call } from '../scope.ts';
import type { Expr } from '../tree/expr.ts';
import { toInt } from '../values/int.ts';
import { type MapValue, mapSize } from '../values/map-value.ts';
import { typeNameOf } from '../values/type-of.ts';
import { TypeValue } from '../values/type-value.ts';
import { toUint, Uint } from '../values/uint.ts';
import { toShortest } from './decimal.ts';
import { type Declaration, func, method } from './declaration.ts';

const identity = (value: unknown) => value;
const same = ['bool', 'int', 'uint', 'double', 'string', 'bytes'];

/** `int(x)`, `string(x)`, … of the standard, with `type`, `dyn`, and the size of what is no text. */
export const conversions: readonly Declaration[] = [
  ...same.map((name) => func(name, [[name], name], identity)),
  // Not of A: a declared object never becomes dyn.
  func('dyn', [['dyn'], 'dyn'], identity),
  {
    ...func('type', [['A'], 'type(A)'], (value: unknown) => new TypeValue(typeNameOf(value))),
    prepare: { argument: 0, run: prepareType },
  },
  func('bool', [['string'], 'bool'], parseBool),
  func('int', [['uint'], 'int'], ({ value }: Uint) => toInt(value)),
  func('int', [['double'], 'int'], intOfDouble),
  func('int', [['string'], 'int'], (text: string) => toInt(parseInteger(text, /^[+-]?\d{1,30}$/, 'int'))),
  func('uint', [['int'], 'uint'], toUint),
  func('uint', [['double'], 'uint'], uintOfDouble),
  func('uint', [['string'], 'uint'], (text: string) => toUint(parseInteger(text, /^\d{1,30}$/, 'uint'))),
  func('double', [['int'], 'double'], Number),
  func('double', [['uint'], 'double'], ({ value }: Uint) => Number(value)),
  func('double', [['string'], 'double'], parseDouble),
  func('string', [['bool'], 'string'], String),
  func('string', [['int'], 'string'], String),
  func('string', [['uint'], 'string'], ({ value }: Uint) => String(value)),
  func('string', [['double'], 'string'], toShortest),
  func('string', [['bytes'], 'string'], decodeUtf8),
  func('bytes', [['string'], 'bytes'], (text: string) => new TextEncoder().encode(text)),
  ...sizes('list(A)', (list: readonly unknown[]) => BigInt(list.length)),
  ...sizes('map(A, B)', (map: MapValue) => BigInt(mapSize(map))),
  ...sizes('bytes', (bytes: Uint8Array) => BigInt(bytes.length)),
];

/** Nothing in a declared object tells its type. */
function prepareType([value]: readonly Expr[]): Call | undefined {
  if (value?.type.kind !== 'object') return undefined;
  const type = new TypeValue(value.type.name);
  return () => type;
}

function sizes(type: string, size: Declaration['call']): Declaration[] {
  return [func('size', [[type], 'int'], size), method('size', [[type], 'int'], size)];
}

function parseBool(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  return fail(`Expected text of a bool, got ${quoted(text)}`);
}

function parseInteger(text: string, form: RegExp, type: string): bigint {
  return form.test(text) ? BigInt(text.replace('+', '')) : fail(`Expected text of ${type}, got ${quoted(text)}`);
}

/** Exclusive bounds, as in cel-go: the double next to the largest int is outside already. */
function intOfDouble(value: number): bigint {
  if (!(value > -(2 ** 63) && value < 2 ** 63)) fail(`Cannot compute int: ${value} is out of range`);
  return BigInt(Math.trunc(value));
}

function uintOfDouble(value: number): Uint {
  if (!(value >= 0 && value < 2 ** 64)) fail(`Cannot compute uint: ${value} is out of range`);
  return new Uint(BigInt(Math.trunc(value)));
}

function parseDouble(text: string): number {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special) return doubleNamed(special[1] === '-', special[2] ?? '');
  // Each text has one way to match only: two ways for the digits would take quadratic time.
  const value = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : fail(`Expected text of double, got ${quoted(text)}`);
}

function doubleNamed(negative: boolean, name: string): number {
  if (/^nan$/i.test(name)) return Number.NaN;
  return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail('Expected bytes that are UTF-8');
  }
}
