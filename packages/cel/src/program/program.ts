import type { CelError } from '../cel-error.ts';
import type { RequiredConditions } from '../rule-set/required-conditions.ts';
import type { Expr } from '../tree/expr.ts';
import type { CelType } from '../types/type.ts';

/** A compiled expression. Its variables are read from bindings, or for expressions of rules from an event. */
export interface Program<Root = Bindings> {
  /** The type of its result: the one that was asked for, else what the compiler found; dyn where only values tell. */
  readonly type: CelType;
  readonly source: string;
  /**
   * Its value for the given variables. In: `int` and `uint` as number or bigint, lists as arrays, maps as plain objects
   * or `Map`. Out: both integer types as bigint, maps that the expression builds as `Map`, timestamps and durations as
   * nanoseconds in a bigint, types as their name, an optional as what it holds or undefined.
   *
   * @throws CelError evaluation, limit
   */
  readonly evaluate: (bindings: Root) => unknown;
  /**
   * The same with the value as the language has it, which tells int from uint and a list from an optional; the fastest way to
   * a bool or a text. The code is generated when this is first asked for.
   */
  readonly evaluateValue: (bindings: Root) => unknown;
  /** The same without generated code: slower, and the measure of what generated code has to give. */
  readonly interpretValue: (bindings: Root) => unknown;
  /** The JavaScript that is generated for it. */
  readonly code: () => string;
  /** Steps of an evaluation at most, as estimated for lists and texts of usual size: `limits.cost` is where it is refused. */
  readonly cost: number;
  /**
   * Constants that are wrong, such as a pattern that does not compile: what they stand in fails whenever it is evaluated.
   * None where the environment refuses them, which is what it does unless told otherwise. Codes: syntax, limit.
   */
  readonly wrongConstants: readonly CelError[];
  /** Of a condition over a root: what its fields have to be. Where they are not it is false, and fails on nothing. */
  readonly requiredConditions: RequiredConditions;
  /** The expression as it was checked: names resolved, macros expanded, overloads chosen. */
  readonly tree: Expr;
}

export type Bindings = Readonly<Record<string, unknown>>;
