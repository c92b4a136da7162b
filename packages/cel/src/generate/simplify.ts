import { inheritPrepared } from '../optimise/prepare-call.ts';
import type { Expr, Local, LogicalExpr } from '../tree/expr.ts';
import { mapChildren } from '../tree/map-children.ts';
import { createCost } from './cost.ts';
import { groupTextTests } from './group-text-tests.ts';
import { Identities } from './identity.ts';
import { isSteady, isTotal } from './is-total.ts';
import { narrowRange } from './narrow-range.ts';
import { onlyElement } from './sharing.ts';

/** What is known while an expression is made simpler. */
export interface Simplifying {
  readonly cost: (expr: Expr) => number;
  readonly identities: Identities;
  /** What variables stand for. */
  readonly values: Map<Local, Expr>;
}

/**
 * The same expression in a form that takes less time: cheap conditions first, and many tests of one text as one. It
 * has the same value where nothing fails.
 */
export function simplify(expr: Expr): Expr {
  const values = new Map<Local, Expr>();
  return simplifyPiece(expr, { cost: createCost(), identities: new Identities(values), values });
}

function simplifyPiece(expr: Expr, context: Simplifying): Expr {
  if (expr.kind === 'bind') context.values.set(expr.local, expr.value);
  const only = expr.kind === 'comprehension' && !expr.second ? onlyElement(expr.range) : undefined;
  if (expr.kind === 'comprehension' && only && isTotal(only)) context.values.set(expr.first, only);
  const mapped = mapChildren(expr, (child) => simplifyPiece(child, context));
  if (mapped.kind === 'call' && expr.kind === 'call') inheritPrepared(mapped, expr);
  switch (mapped.kind) {
    case 'and':
    case 'or':
      return groupTextTests(orderTerms(flatten(mapped), context), context);
    case 'comprehension':
      return narrowRange(mapped, context);
    default:
      return mapped;
  }
}

function flatten(expr: LogicalExpr): LogicalExpr {
  const terms = expr.terms.flatMap((term) => (term.kind === expr.kind ? term.terms : [term]));
  return terms.length === expr.terms.length ? expr : { ...expr, terms };
}

/**
 * Moves a term that cannot fail before those that take more than twice its time. Where nothing fails the order does not
 * matter; a term that can may rely on those before it, and stays behind them.
 */
function orderTerms(expr: LogicalExpr, { cost }: Simplifying): LogicalExpr {
  const ordered: Expr[] = [];
  for (const term of expr.terms) {
    let at = ordered.length;
    if (isSteady(term)) while (at > 0 && cost(ordered[at - 1] as Expr) > 2 * cost(term)) at--;
    ordered.splice(at, 0, term);
  }
  return ordered.every((term, index) => term === expr.terms[index]) ? expr : { ...expr, terms: ordered };
}
