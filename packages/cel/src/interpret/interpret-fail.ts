import type { FailExpr } from '../tree/expr.ts';
import type { Context } from './context.ts';
import { failAt } from './fail-at.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';

/** What is wrong, found when it is evaluated; the errors of arguments come first. */
export function interpretFail({ args, message, node }: FailExpr, context: Context): Run {
  const runs = args.map((arg) => interpret(arg, context));
  return (frame) => {
    for (const run of runs) run(frame);
    return failAt(node, message);
  };
}
