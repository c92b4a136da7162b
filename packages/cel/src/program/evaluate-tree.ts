import { guarded } from '../interpret/guarded.ts';
import { interpretProgram } from '../interpret/interpret-program.ts';
import type { Expr } from '../tree/expr.ts';
import { toHost } from '../values/to-host.ts';

/**
 * The value of a checked expression, or of a piece of one that stands in no macro, as `Program.evaluate` gives it: what a
 * condition comes to, term by term. Compiles it each time, for people who look at rules.
 *
 * @param root what the program of the whole is evaluated with
 * @throws CelError evaluation, limit
 */
export function evaluateTree(tree: Expr, root: unknown): unknown {
  const { start, end } = tree.node;
  const place = { start, end };
  const evaluate = interpretProgram(tree, place);
  return guarded((given) => toHost(evaluate(given)), place)(root);
}
