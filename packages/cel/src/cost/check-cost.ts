import { CelError } from '../cel-error.ts';
import { limits } from '../limits.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';
import { assumedSizes } from './assumed-extent.ts';
import { estimateSteps } from './estimate-cost.ts';

/**
 * Refuses an expression whose estimated cost is too high, at the smallest piece that is too expensive by itself.
 * @throws CelError limit
 */
export function checkCost(root: Expr): void {
  const steps = estimateSteps(root);
  const isTooExpensive = (expr: Expr) => (steps.get(expr) ?? 0) > limits.cost;
  if (!isTooExpensive(root)) return;
  let piece = root;
  for (let part: Expr | undefined = root; part; part = childrenOfExpr(part).find(isTooExpensive)) piece = part;
  const cause = `estimated for lists of ${assumedSizes.list} elements and texts of ${assumedSizes.text} characters`;
  const message = `Too high cost "${steps.get(piece)}", maximum ${limits.cost}; ${cause}`;
  throw new CelError('limit', message, piece.node);
}
