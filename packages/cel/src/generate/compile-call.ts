import { prepareCall } from '../optimise/prepare-call.ts';
import type { Overload } from '../scope.ts';
import type { CallExpr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import { inlineArithmetic } from './inline-arithmetic.ts';
import { inlineConversion } from './inline-conversion.ts';
import { inlineText } from './inline-text.ts';
import type { Place } from './place.ts';
import type { SupportName } from './support/index.ts';
import { dispatcher } from './support/values.ts';
import { atom, type Form, formOf, type Value } from './value.ts';

/** A call: of the language's own functions, where the types are known, the code itself. */
export function compileCall(expr: CallExpr, place: Place): Value {
  const [overload] = expr.overloads;
  if (overload?.isPure && expr.isCertain) {
    const inlined = inlineText(expr, place) ?? inlineArithmetic(expr, place) ?? inlineConversion(expr, place);
    if (inlined) return inlined;
  }
  if (overload?.direct && expr.isCertain) {
    const called = callDirectly(overload, expr, place);
    if (called) return called;
  }
  const args = expr.args.map((arg) => box(compile(arg, place), place));
  const target = prepareCall(expr) ?? dispatcher(expr.overloads);
  const form = overload && expr.isCertain ? formOf(overload.result) : 'boxed';
  // What the call gives is of its type; of texts and integers there is more to know.
  const isReady = form === 'bool' || form === 'double';
  return atom(`${place.unit.constant(target)}(${args.join(', ')})`, isReady ? form : 'boxed');
}

/** A function of the host, with nothing between it and the code. */
function callDirectly({ direct, result }: Overload, { args }: CallExpr, place: Place): Value | undefined {
  const form = formOf(result);
  const check = resultChecks[form];
  if (check === undefined) return undefined;
  const values = args.map((arg) => {
    const value = compile(arg, place);
    const isInteger = value.form === 'int' || value.form === 'uint';
    return isInteger ? place.unit.call('boxInt', value.js) : box(value, place);
  });
  return atom(place.unit.call(check, `${place.unit.constant(direct)}(${values.join(', ')})`), form);
}

const resultChecks: Partial<Record<Form, SupportName>> = { bool: 'asBool', text: 'asText', double: 'asDouble' };
