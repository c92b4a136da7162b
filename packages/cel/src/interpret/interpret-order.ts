import type { OrderExpr } from '../tree/expr.ts';
import { compare } from '../values/compare.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { located } from './located.ts';

/** NaN, which `compare` gives where there is no order, meets none of them. */
const meets: Readonly<Record<OrderExpr['operator'], (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `<`, `<=`, `>`, `>=`. */
export function interpretOrder({ operator, left, right, node }: OrderExpr, context: Context): Run {
  const runLeft = interpret(left, context);
  const runRight = interpret(right, context);
  const holds = meets[operator];
  return (frame) => {
    const [a, b] = [runLeft(frame), runRight(frame)];
    try {
      return holds(compare(a, b));
    } catch (error) {
      throw located(error, operator, node);
    }
  };
}
