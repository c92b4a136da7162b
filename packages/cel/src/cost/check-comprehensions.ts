import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';

/**
 * Refuses comprehensions that are too deep inside each other. One after the other, as in `a.map(…).filter(…)`, they are
 * not: a range is computed once.
 *
 * @throws CelError limit
 */
export function checkComprehensions(expr: Expr, depth = 0): void {
  if (expr.kind !== 'comprehension') {
    for (const part of childrenOfExpr(expr)) checkComprehensions(part, depth);
    return;
  }
  if (depth === limits.comprehensions) {
    throw new CelError('limit', `Too many nested comprehensions, maximum ${limits.comprehensions}`, expr.node);
  }
  checkComprehensions(expr.range, depth);
  for (const part of [expr.condition, expr.result]) if (part) checkComprehensions(part, depth + 1);
}
