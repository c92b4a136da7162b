import { constantSet } from '../optimise/constant-set.ts';
import type { Expr, MembershipExpr } from '../tree/expr.ts';
import { equals } from '../values/equals.ts';
import { isMap, mapFind } from '../values/map-value.ts';
import { shownType } from '../values/type-of.ts';
import type { Context } from './context.ts';
import { countIterations } from './count-iterations.ts';
import { failAt } from './fail-at.ts';
import type { Frame, Run } from './frame.ts';
import { interpret } from './interpret.ts';

/** `value in list`, `key in map`. */
export function interpretMembership(expr: MembershipExpr, context: Context): Run {
  const element = interpret(expr.element, context);
  const container = interpret(expr.container, context);
  const set = constantSet(expr.container);
  if (set) return (frame) => set.has(element(frame));
  return (frame) => {
    const value = element(frame);
    return isMember(value, container(frame), expr, frame);
  };
}

function isMember(value: unknown, container: unknown, expr: MembershipExpr, frame: Frame): boolean {
  if (isMap(container)) return mapFind(container, value) !== undefined;
  if (!Array.isArray(container)) return refuseContainer(container, expr.container);
  // Counted like a comprehension: inside of one it is what multiplies.
  countIterations(frame, container.length, expr.node);
  return container.some((item) => equals(value, item));
}

function refuseContainer(container: unknown, { node }: Expr): never {
  return failAt(node, `Expected list or map, got "${shownType(container)}"`);
}
