import type { ChoiceExpr, NotExpr } from '../tree/expr.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { interpretCondition } from './interpret-condition.ts';

/** `condition ? a : b`: only one of the two is evaluated. */
export function interpretChoice(expr: ChoiceExpr, context: Context): Run {
  const condition = interpretCondition(expr.condition, context);
  const yes = interpret(expr.yes, context);
  const no = interpret(expr.no, context);
  return (frame) => (condition(frame) ? yes(frame) : no(frame));
}

export function interpretNot({ operand }: NotExpr, context: Context): Run {
  const condition = interpretCondition(operand, context);
  return (frame) => !condition(frame);
}
