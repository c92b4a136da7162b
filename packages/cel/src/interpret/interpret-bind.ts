import type { BindExpr, LocalExpr } from '../tree/expr.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';
import { LazyValue } from './lazy-value.ts';

/** `cel.bind(name, value, body)`. */
export function interpretBind(expr: BindExpr, context: Context): Run {
  const slot = context.slots.of(expr.local);
  const value = interpret(expr.value, context);
  const body = interpret(expr.body, context);
  return (frame) => {
    frame.locals[slot] = new LazyValue(value);
    return body(frame);
  };
}

export function interpretLocal({ local }: LocalExpr, { slots }: Context): Run {
  const slot = slots.of(local);
  return (frame) => {
    const value = frame.locals[slot];
    return value instanceof LazyValue ? value.get(frame) : value;
  };
}
