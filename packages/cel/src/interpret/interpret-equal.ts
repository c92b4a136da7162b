import type { EqualExpr } from '../tree/expr.ts';
import { equals } from '../values/equals.ts';
import type { Context } from './context.ts';
import type { Run } from './frame.ts';
import { interpret } from './interpret.ts';

/** `==` and `!=`. */
export function interpretEqual({ left, right, isNegated }: EqualExpr, context: Context): Run {
  const a = interpret(left, context);
  const b = interpret(right, context);
  // Identity: comparing field by field would decode every field of an event.
  const isIdentity = left.type.kind === 'object' && right.type.kind === 'object';
  if (isIdentity) return (frame) => (a(frame) === b(frame)) !== isNegated;
  return (frame) => equals(a(frame), b(frame)) !== isNegated;
}
