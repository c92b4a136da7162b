import type { CelType } from './types/type.ts';

/** A function of the host that expressions may call. */
export interface CelFunction {
  /** With its namespace, if it has one: `ap.was_executed`. */
  readonly name: string;
  readonly params: readonly CelType[];
  readonly result: CelType;
  /**
   * Gets its arguments as values leave an evaluation: both integer types as bigint. What it throws is an evaluation
   * error of the expression, and so is a value of another type than `result`.
   */
  readonly call: (...args: readonly unknown[]) => unknown;
}
