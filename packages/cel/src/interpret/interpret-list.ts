import type { ListExpr } from '../tree/expr.ts';
import { asOptional } from './as-optional.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';

/** `[a, ?b]`. */
export function interpretList({ elements }: ListExpr, context: Context): Run {
  const runs = elements.map(({ value }) => interpret(value, context));
  if (elements.every(({ isOptional }) => !isOptional)) return (frame) => runs.map((run) => run(frame));
  return (frame) => {
    const list: unknown[] = [];
    for (const [index, { value, isOptional }] of elements.entries()) {
      const element = runs[index]?.(frame);
      const held = isOptional ? asOptional(element, value.node).value : element;
      if (held !== undefined) list.push(held);
    }
    return list;
  };
}
