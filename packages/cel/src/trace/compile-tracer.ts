import { type CheckOptions, check } from '../check/check.ts';
import { checkComprehensions } from '../cost/check-comprehensions.ts';
import { checkCost } from '../cost/check-cost.ts';
import type { Frame, Run } from '../interpret/frame.ts';
import { interpret } from '../interpret/interpret.ts';
import { createSlots } from '../interpret/slots.ts';
import type { Node } from '../syntax/node.ts';
import { parse } from '../syntax/parse.ts';
import type { Expr } from '../tree/expr.ts';
import { createStepReader } from './read-steps.ts';
import type { Step } from './step.ts';

/** A piece of an expression as the compiler left it. */
export interface TracedPiece {
  readonly expr: Expr;
  readonly run: Run;
}

/**
 * Compiles an expression so that each of its pieces can be evaluated on its own: all of them, also those that an
 * evaluation would not come to. Costs about as many evaluations as the expression has pieces.
 *
 * @returns the steps on what the variables read from
 * @throws CelError syntax, unknown-name, type, limit
 */
export function compileTracer(source: string, options: Omit<CheckOptions, 'observe'>): (root: unknown) => Step {
  const root = parse(source);
  const exprs = new Map<Node, Expr>();
  const tree = check(source, root, { ...options, observe: (node, expr) => exprs.set(node, expr) });
  checkComprehensions(tree);
  checkCost(tree);
  const runs = new Map<Expr, Run>();
  const slots = createSlots();
  interpret(tree, { slots, observe: (expr, run) => runs.set(expr, run) });
  const pieceOf = (node: Node): TracedPiece | undefined => {
    const expr = exprs.get(node);
    const run = expr && runs.get(expr);
    return expr && run && { expr, run };
  };
  return (event) => {
    const locals: unknown[] = new Array(slots.count());
    // A frame for each piece: what one visits is no part of another's bound.
    const frame = (): Frame => ({ root: event, locals, iterations: 0 });
    return createStepReader({ source, pieceOf, frame, locals, slots }).read(root);
  };
}
