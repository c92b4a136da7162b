import type { CelType } from './types/type.ts';

/** A compiled expression. */
export interface Program {
  /** The type of its result: the one that was asked for, else what the compiler found; dyn where only values tell. */
  readonly type: CelType;
  readonly source: string;
  /**
   * Its value for the given variables. In: `int` and `uint` as number or bigint, lists as arrays, maps as plain objects
   * or `Map`. Out: both integer types as bigint, maps that the expression builds as `Map`, timestamps and durations as
   * nanoseconds in a bigint, types as their name.
   *
   * @throws CelError evaluation, limit
   */
  readonly evaluate: (bindings: Readonly<Record<string, unknown>>) => unknown;
}
