import type { EqualExpr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { atom, bind, isNumeric, level, negate, type Value } from './value.ts';

/** `==` and `!=`. */
export function compileEqual({ left, right, isNegated }: EqualExpr, place: Place): Value {
  const [a, b] = [compile(left, place), compile(right, place)];
  // Identity: comparing field by field would decode every field of an event.
  const isIdentity = left.type.kind === 'object' && right.type.kind === 'object';
  return equality({ a, b, isIdentity, isNegated }, place);
}

interface Operands {
  readonly a: Value;
  readonly b: Value;
  readonly isIdentity?: boolean;
  readonly isNegated?: boolean;
}

export function equality({ a, b, isIdentity = false, isNegated = false }: Operands, place: Place): Value {
  const operator = isIdentity ? '===' : operatorFor(a, b);
  if (operator !== undefined) {
    const write = (sign: string) => `${bind(a, level.relation)} ${sign} ${bind(b, level.relation)}`;
    const [same, other] = [write(operator), write(operator.replace('=', '!'))];
    const [js, opposite] = isNegated ? [other, same] : [same, other];
    return { js, level: level.equality, form: 'bool', opposite: { js: opposite, level: level.equality } };
  }
  const call = atom(place.unit.call('equals', box(a, place), box(b, place)), 'bool');
  return isNegated ? negate(call) : call;
}

/** Texts, bools and null equal nothing but themselves, whatever the other side is; so do integers among each other. */
function operatorFor(a: Value, b: Value): '===' | '==' | undefined {
  if (isPlain(a) || isPlain(b)) return '===';
  if (!isNumeric(a) || !isNumeric(b)) return undefined;
  const hasDouble = a.form === 'double' || b.form === 'double';
  // A double may be an integer that is not safe: the other side is then a bigint.
  return hasDouble && a.form !== b.form ? '==' : '===';
}

function isPlain({ form, js }: Value): boolean {
  return form === 'text' || form === 'bool' || js === 'null';
}
