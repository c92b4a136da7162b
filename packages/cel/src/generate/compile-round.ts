import { limits } from '../limits.ts';
import type { ComprehensionExpr, Expr } from '../tree/expr.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import { compileCondition } from './compile-logical.ts';
import { counterOf } from './counter.ts';
import type { Place } from './place.ts';
import { negate } from './value.ts';

/** The statements of one round of a loop: what becomes of its result, the variable of the name. */
export function compileRound(expr: ComprehensionExpr, name: string, place: Place): void {
  const { condition, result } = expr;
  if (result) compileResult(expr, name, condition ? inside(condition, place) : place);
  else if (condition) place.block.add(`if (${testOf(expr, condition, place)}) ${effectOf(expr, name, place)}`);
}

function testOf({ macro }: ComprehensionExpr, condition: Expr, place: Place): string {
  const value = compileCondition(condition, place);
  return macro === 'all' ? negate(value).js : value.js;
}

function effectOf({ macro, first }: ComprehensionExpr, name: string, place: Place): string {
  if (macro === 'existsOne') return `${name} += 1;`;
  if (macro === 'filter') return `${name}.push(${variable(first, place)});`;
  return `{ ${name} = ${macro === 'exists'}; break; }`;
}

function inside(condition: Expr, place: Place): Place {
  const test = compileCondition(condition, place);
  return place.inside(place.block.open(`if (${test.js})`));
}

function compileResult(expr: ComprehensionExpr, name: string, place: Place): void {
  const { macro, first, result } = expr;
  const { block, unit } = place;
  const boxed = result ? box(compile(result, place), place) : '';
  const value = expr.isMeasured ? measured(boxed, place) : boxed;
  if (macro === 'transformList') block.add(`${name}.push(${value});`);
  else if (macro === 'transformMap') block.add(`${unit.call('addEntry', name, variable(first, place), value)};`);
  else block.add(`${unit.call('addEntries', name, value)};`);
}

/** What stays is counted by its size. */
function measured(js: string, place: Place): string {
  const { block, unit } = place;
  const name = unit.fresh('built');
  block.add(`const ${name} = ${js};`);
  const isTooMuch = `(${counterOf(place)} += ${unit.call('builtSize', name)}) > ${limits.iterations}`;
  block.add(`if (${isTooMuch}) ${unit.call('giveUp')};`);
  return name;
}

function variable(first: ComprehensionExpr['first'], place: Place): string {
  const local = place.context.locals.get(first);
  return local ? box(local.value, place) : '';
}
