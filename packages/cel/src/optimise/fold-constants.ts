import { limits } from '../limits.ts';
import type { BindExpr, Expr, Local } from '../tree/expr.ts';
import { mapChildren } from '../tree/map-children.ts';
import { createDependence, type Dependence } from './dependence.ts';
import { evaluateConstant } from './evaluate-constant.ts';
import { inheritPrepared } from './prepare-call.ts';
import { shorten } from './shorten.ts';

/** Elements that all comprehensions which are folded may visit together: loading a rule has to be cheap. */
const maxIterations = 1000;

interface Folding {
  readonly dependence: Dependence;
  /** Values of `cel.bind` that turned out to be constant. */
  readonly constants: Map<Local, unknown>;
  readonly budget: { iterations: number };
}

/**
 * Computes what is the same in every evaluation, and leaves out what cannot change the result. What fails, or is large,
 * stays as it is: its error belongs to the evaluation, where it may be absorbed.
 */
export function foldConstants(expr: Expr): Expr {
  const budget = { iterations: limits.iterations - maxIterations };
  return fold(expr, { dependence: createDependence(), constants: new Map(), budget });
}

function fold(expr: Expr, folding: Folding): Expr {
  if (expr.kind === 'bind') return foldBind(expr, folding);
  if (expr.kind === 'local') return foldLocal(expr, folding);
  const folded = mapChildren(expr, (child) => fold(child, folding));
  if (folded !== expr && folded.kind === 'call' && expr.kind === 'call') inheritPrepared(folded, expr);
  const shortened = shorten(folded);
  return shortened === folded ? evaluate(folded, folding) : shortened;
}

function evaluate(expr: Expr, { dependence, budget }: Folding): Expr {
  if (expr.kind === 'constant' || !dependence.isFixed(expr) || dependence.localsOf(expr).size > 0) return expr;
  const constant = evaluateConstant(expr, budget);
  if (constant === undefined) dependence.markUnfixed(expr);
  return constant ?? expr;
}

function foldLocal(expr: Expr & { readonly kind: 'local' }, { constants }: Folding): Expr {
  if (!constants.has(expr.local)) return expr;
  return { kind: 'constant', type: expr.type, node: expr.node, value: constants.get(expr.local) };
}

/** A value that is constant or not used has no name afterwards. */
function foldBind(expr: BindExpr, folding: Folding): Expr {
  const value = fold(expr.value, folding);
  if (value.kind === 'constant') folding.constants.set(expr.local, value.value);
  const body = fold(expr.body, folding);
  if (!folding.dependence.localsOf(body).has(expr.local)) return body;
  return evaluate({ ...expr, value, body }, folding);
}
