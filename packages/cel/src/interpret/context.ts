import type { Expr } from '../tree/expr.ts';
import type { Run } from './frame.ts';
import type { Slots } from './slots.ts';

/** What making closures of an expression needs. */
export interface Context {
  readonly slots: Slots;
  /** Told of every piece: what a trace evaluates one by one. Pieces inside of a piece come before it. */
  readonly observe?: ((expr: Expr, run: Run) => void) | undefined;
}
