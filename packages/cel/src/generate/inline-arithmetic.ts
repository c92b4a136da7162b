import type { CallExpr } from '../tree/expr.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import type { SupportName } from './support/index.ts';
import { atom, bind, type Form, formOf, level, type Range, type Value } from './value.ts';

const operators = ['+', '-', '*', '/', '%'] as const;

type Operator = (typeof operators)[number];

const strengths: Readonly<Record<Operator, number>> = {
  '+': level.sum,
  '-': level.sum,
  '*': level.product,
  '/': level.product,
  '%': level.product,
};

const ofInts: Readonly<Record<Operator, SupportName>> = {
  '+': 'addInts',
  '-': 'subtractInts',
  '*': 'multiplyInts',
  '/': 'divideInts',
  '%': 'remainderOfInts',
};

const ofUints: Readonly<Record<Operator, SupportName>> = {
  '+': 'addUints',
  '-': 'subtractUints',
  '*': 'multiplyUints',
  '/': 'divideUints',
  '%': 'remainderOfUints',
};

/** Operators on numbers. Where the bounds prove that a number stays exact, JavaScript's own. */
export function inlineArithmetic(expr: CallExpr, place: Place): Value | undefined {
  const operator = operators.find((candidate) => candidate === expr.name);
  const form = numericForm(expr);
  if (!operator || !form) return undefined;
  if (expr.args.some((arg) => formOf(arg.type) !== form)) return undefined;
  const [a, b] = expr.args.map((arg) => compile(arg, place));
  if (!a) return undefined;
  return b ? operation(operator, [a, b], place) : negation(a, place);
}

function numericForm({ overloads, args }: CallExpr): Form | undefined {
  const [overload] = overloads;
  const names =
    overload && [...overload.params, overload.result].map((type) => (type.kind === 'simple' ? type.name : ''));
  const [name] = names ?? [];
  if (args.length > 2 || (name !== 'int' && name !== 'uint' && name !== 'double')) return undefined;
  return names?.every((other) => other === name) ? name : undefined;
}

function operation(operator: Operator, [a, b]: readonly [Value, Value], place: Place): Value {
  const range = a.form === 'double' ? undefined : resultRange(operator, a, b);
  if (a.form === 'double' ? operator !== '%' : range !== undefined) return plain(operator, [a, b], range);
  const names = a.form === 'uint' ? ofUints : ofInts;
  return atom(place.unit.call(names[operator], a.js, b.js), a.form);
}

function plain(operator: Operator, [a, b]: readonly [Value, Value], range: Range | undefined): Value {
  const strength = strengths[operator];
  const js = `${bind(a, strength)} ${operator} ${bind(b, strength + 1)}`;
  return { js, level: strength, form: a.form, range };
}

/** Bounds of a sum, difference or product that is certainly exact. */
function resultRange(operator: Operator, a: Value, b: Value): Range | undefined {
  if (!a.range || !b.range) return undefined;
  const [least, greatest] = boundsOf(operator, a.range, b.range);
  const isExact = Number.isSafeInteger(least) && Number.isSafeInteger(greatest);
  return isExact && (a.form === 'int' || least >= 0) ? { least, greatest } : undefined;
}

function boundsOf(operator: Operator, a: Range, b: Range): readonly [number, number] {
  if (operator === '+') return [a.least + b.least, a.greatest + b.greatest];
  if (operator === '-') return [a.least - b.greatest, a.greatest - b.least];
  // Of numbers that are not negative only: no product is then -0.
  if (operator !== '*' || a.least < 0 || b.least < 0) return [Number.NaN, Number.NaN];
  return [a.least * b.least, a.greatest * b.greatest];
}

function negation(a: Value, place: Place): Value {
  if (a.form === 'double') return { js: `-${bind(a, level.atom)}`, level: level.unary, form: 'double' };
  return atom(place.unit.call('negateInt', a.js), 'int');
}
