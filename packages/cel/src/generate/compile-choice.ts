import type { ChoiceExpr } from '../tree/expr.ts';
import { asCondition, box } from './box.ts';
import { compile } from './compile.ts';
import type { Place } from './place.ts';
import { atom, bind, level, type Range, type Value } from './value.ts';

/** `condition ? yes : no`. */
export function compileChoice(expr: ChoiceExpr, place: Place): Value {
  const condition = asCondition(compile(expr.condition, place), place);
  const { sharing } = place.context;
  if (sharing.hasLoop(expr.yes) || sharing.hasLoop(expr.no)) return compileBranches(expr, condition, place);
  const [yes, no] = [compile(expr.yes, place.conditional()), compile(expr.no, place.conditional())];
  const { values, common } = unify(yes, no, place);
  const [a, b] = values;
  return { ...common, js: `${bind(condition, level.or)} ? ${a} : ${b}`, level: level.choice };
}

function compileBranches(expr: ChoiceExpr, condition: Value, place: Place): Value {
  const name = place.unit.fresh('choice');
  place.block.add(`let ${name};`);
  const inYes = place.inside(place.block.open(`if (${condition.js})`));
  const yes = compile(expr.yes, inYes);
  const inNo = place.inside(place.block.openElse());
  const no = compile(expr.no, inNo);
  const { values, common } = unify(yes, no, place);
  inYes.block.add(`${name} = ${values[0]};`);
  inNo.block.add(`${name} = ${values[1]};`);
  return { ...common, js: name, level: level.atom };
}

/** Both values in one form. */
function unify(yes: Value, no: Value, place: Place): { values: readonly [string, string]; common: Value } {
  if (yes.form !== no.form) {
    return { values: [box(yes, place, level.or), box(no, place, level.choice)], common: atom('', 'boxed') };
  }
  const maxLength = Math.max(yes.maxLength ?? Number.POSITIVE_INFINITY, no.maxLength ?? Number.POSITIVE_INFINITY);
  const common = atom('', yes.form, { range: hull(yes.range, no.range), maxLength });
  return { values: [bind(yes, level.or), bind(no, level.choice)], common };
}

function hull(a: Range | undefined, b: Range | undefined): Range | undefined {
  return a && b && { least: Math.min(a.least, b.least), greatest: Math.max(a.greatest, b.greatest) };
}
