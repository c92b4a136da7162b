import type { ASTNode } from 'cel-js';
import type { Code, Context, Frame } from '../compile/code.ts';
import { compileNode } from '../compile/compile-node.ts';
import type { Parse } from '../parse.ts';
import type { Scope } from '../scope.ts';
import { createStepReader } from './read-steps.ts';
import { createRangeOf } from './source-range.ts';
import type { Step } from './step.ts';

/** A piece of an expression as the compiler left it. */
export interface TracedPiece {
  readonly code: Code;
  /** Slot of the innermost comprehension's variable around it. */
  readonly slot: number | undefined;
}

/**
 * Compiles an expression so that each of its pieces can be evaluated on its own: all of them, also those that an
 * evaluation would not come to. Costs about as many evaluations as the expression has pieces.
 *
 * @returns the steps on what the variables read from
 * @throws CelError syntax, unknown-name, type, limit
 */
export function compileTracer(source: string, options: { readonly parse: Parse; readonly scope: Scope }) {
  const root = options.parse(source);
  const pieces = new Map<ASTNode, TracedPiece>();
  const slots = { count: 0 };
  const observe: Context['observe'] = (node, code, { locals }) => pieces.set(node, { code, slot: locals?.slot });
  compileNode(root, { source, scope: options.scope, slots, locals: undefined, observe });
  const rangeOf = createRangeOf(source, root);
  return (event: unknown): Step => {
    const locals: unknown[] = new Array(slots.count);
    // A frame for each piece: what one visits is no part of another's bound.
    const frame = (): Frame => ({ root: event, locals, iterations: 0 });
    return createStepReader({ source, pieces, rangeOf, frame, locals }).read(root);
  };
}
