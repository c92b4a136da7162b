import type { Expr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { shownType } from '../values/type-of.ts';
import type { Context } from './context.ts';
import { failAt } from './fail-at.ts';
import type { Frame } from './frame.ts';
import { interpret } from './interpret.ts';

export type Condition = (frame: Frame) => boolean;

/** A piece that has to be bool; where only evaluation can tell, another value fails there. */
export function interpretCondition(expr: Expr, context: Context): Condition {
  const run = interpret(expr, context);
  if (isSimple(expr.type, 'bool')) return run as Condition;
  return (frame) => {
    const value = run(frame);
    return typeof value === 'boolean' ? value : failAt(expr.node, `Expected bool, got "${shownType(value)}"`);
  };
}
