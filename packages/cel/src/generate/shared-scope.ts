import type { Expr } from '../tree/expr.ts';
import type { Value } from './value.ts';

/** A value that other generated code needs as well: kept outside, for as long as the root stays the same. */
export interface SharedSlot {
  /** The time at which the value was computed, by the scope's clock. */
  readonly at: number;
  readonly value: unknown;
  /** Computes the value and keeps it. @throws unknown what it cannot give */
  readonly compute: (root: unknown) => unknown;
}

export interface SharedRead {
  readonly slot: SharedSlot;
  /** How the slot holds the value. */
  readonly value: Pick<Value, 'form' | 'range' | 'maxLength'>;
}

/** What pieces of generated code share. */
export interface SharedScope {
  readonly clock: { readonly now: number };
  /** Where the value of an expression is kept; undefined for one that is nobody else's. */
  readonly of: (expr: Expr) => SharedRead | undefined;
}
