import type { TextRange } from '../cel-error.ts';
import { hoistReads } from '../optimise/hoist-reads.ts';
import type { Expr } from '../tree/expr.ts';
import { guarded } from './guarded.ts';
import { interpret } from './interpret.ts';
import { createSlots } from './slots.ts';

const noLocals: unknown[] = [];

/**
 * A whole expression as a function of what its variables read from. Its value is one of the language, boxed as in
 * lists: it has not crossed the border to the host.
 *
 * @param place of the errors that belong to no piece
 * @returns a function that throws CelError evaluation, limit
 */
export function interpretProgram(expr: Expr, place: TextRange): (root: unknown) => unknown {
  const slots = createSlots();
  const run = interpret(hoistReads(expr), { slots });
  const count = slots.count();
  const evaluate = (root: unknown) => run({ root, locals: count === 0 ? noLocals : new Array(count), iterations: 0 });
  return guarded(evaluate, place);
}
