import type { CallExpr, Expr } from '../tree/expr.ts';
import { isSimple, type Type } from '../types/type.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { atom, level, type Value } from './value.ts';

/** `string(x)`, `int(x)`, `size(x)`, … of values whose type is known. */
export function inlineConversion(expr: CallExpr, place: Place): Value | undefined {
  const [arg, ...others] = expr.args;
  if (!arg || others.length > 0) return undefined;
  if (expr.name === 'size') return inlineSize(arg, place);
  const convert = conversions[`${expr.name}(${simpleName(arg.type)})`];
  return convert?.(compile(arg, place), place);
}

type Conversion = (value: Value, place: Place) => Value;

const same: Conversion = (value) => value;
const toText: Conversion = ({ js }) => atom(`String(${js})`, 'text', { maxLength: 20 });
const toDouble: Conversion = ({ js }) => atom(`Number(${js})`, 'double');

const conversions: Readonly<Record<string, Conversion>> = {
  'string(string)': same,
  'int(int)': same,
  'uint(uint)': same,
  'double(double)': same,
  'bool(bool)': same,
  'string(int)': toText,
  'string(uint)': toText,
  'string(bool)': toText,
  'double(int)': toDouble,
  'double(uint)': toDouble,
  'int(uint)': (value, { unit }) =>
    value.range ? { ...value, form: 'int', constant: undefined } : atom(unit.call('intOfUint', value.js), 'int'),
  'uint(int)': ({ js }, { unit }) => atom(unit.call('uintOfInt', js), 'uint'),
};

const size = { least: 0, greatest: 2 ** 32 };

function inlineSize(arg: Expr, place: Place): Value | undefined {
  const { unit } = place;
  const { kind } = arg.type;
  const isText = isSimple(arg.type, 'string');
  if (!isText && kind !== 'list' && kind !== 'map') return undefined;
  const value = compile(arg, place);
  if (isText) return atom(unit.call('sizeOfText', value.js), 'int', { range: size });
  const js = kind === 'list' ? `${box(value, place, level.atom)}.length` : unit.call('mapSize', box(value, place));
  return atom(js, 'int', { range: size });
}

function simpleName(type: Type): string {
  return type.kind === 'simple' ? type.name : '';
}
