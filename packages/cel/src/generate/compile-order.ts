import type { OrderExpr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { bind, isNumeric, level, type Value } from './value.ts';

/** `<`, `<=`, `>`, `>=`: JavaScript compares numbers and bigints exactly, but texts by code unit. */
export function compileOrder({ operator, left, right }: OrderExpr, place: Place): Value {
  const [a, b] = [compile(left, place), compile(right, place)];
  const isDirect = (isNumeric(a) && isNumeric(b)) || (a.form === 'bool' && b.form === 'bool');
  const js = isDirect
    ? `${operand(a, b)} ${operator} ${operand(b, a)}`
    : `${place.unit.call('compare', box(a, place), box(b, place))} ${operator} 0`;
  return { js, level: level.relation, form: 'bool' };
}

/** Against a double an integer is compared as the nearest double. */
function operand(value: Value, other: Value): string {
  const isRounded = other.form === 'double' && value.form !== 'double' && !value.range;
  return isRounded ? `Number(${value.js})` : bind(value, level.sum);
}
