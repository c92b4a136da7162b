import type { ChoiceExpr, Expr, LogicalExpr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { box } from './box.ts';
import { compile } from './compile.ts';
import { compileCondition } from './compile-logical.ts';
import type { Place } from './place.ts';
import { negate } from './value.ts';

/** Statements that return what an expression comes to: terms that decide return at once. */
export function compileResult(expr: Expr, place: Place): void {
  const isKept = place.context.sharing.keptAs(expr) !== undefined;
  if (expr.kind === 'bind') compileResult(expr.body, place);
  else if (!isKept && (expr.kind === 'and' || expr.kind === 'or')) compileTerms(expr, place);
  else if (!isKept && expr.kind === 'choice') compileBranches(expr, place);
  else place.block.add(`return ${box(compile(expr, place), place)};`);
}

function compileTerms({ kind, terms }: LogicalExpr, place: Place): void {
  const last = terms.at(-1);
  for (const term of terms.slice(0, -1)) {
    const condition = compileCondition(term, place);
    const deciding = kind === 'and' ? negate(condition) : condition;
    place.block.add(`if (${deciding.js}) return ${kind === 'or'};`);
  }
  if (!last) place.block.add(`return ${kind === 'and'};`);
  else if (isSimple(last.type, 'bool')) compileResult(last, place);
  else place.block.add(`return ${compileCondition(last, place).js};`);
}

function compileBranches({ condition, yes, no }: ChoiceExpr, place: Place): void {
  const test = compileCondition(condition, place);
  compileResult(yes, place.inside(place.block.open(`if (${test.js})`)));
  compileResult(no, place);
}
