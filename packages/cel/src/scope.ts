import type { Expr } from './tree/expr.ts';
import type { Type } from './types/type.ts';

/** A field of an object type: how it is read from the outside's object, with its zero value where that has none. */
export interface ObjectField {
  readonly type: Type;
  /**
   * It is read from the property of this name, a JavaScript identifier: undefined and, but for dyn, null read as the
   * zero value, anything else has to be of the type.
   */
  readonly property?: string;
  /** No object that the program is evaluated with has it: it reads as its zero value, and is not there. */
  readonly isAbsent?: true;
  /** @throws EvaluationFailure for a value of another type */
  readonly read: (object: object) => unknown;
  readonly has: (object: object) => boolean;
}

export interface Variable {
  readonly type: Type;
  /** Its value, from what the program is evaluated with. @throws EvaluationFailure */
  readonly read: (root: unknown) => unknown;
  /** It is what the program is evaluated with, as it is. */
  readonly isRoot?: true;
  /** Its value, where it is the same in every evaluation. */
  readonly constant?: unknown;
}

export type Call = (...args: never[]) => unknown;

/** What is done once for a call, such as compiling a constant pattern. */
export interface Prepare {
  /** Position of the argument that it is about. */
  readonly argument: number;
  /**
   * The call to use instead, if any: it takes the same arguments.
   * @throws EvaluationFailure when the argument is wrong: the expression is then refused
   */
  readonly run: (args: readonly Expr[]) => Call | undefined;
}

export interface Overload {
  /** Of a method: the receiver first. Type variables stand for any type, each for one in all of a call. */
  readonly params: readonly Type[];
  readonly result: Type;
  /** Takes and gives values as lists and maps hold them: int is bigint, uint is Uint. @throws EvaluationFailure */
  readonly call: Call;
  readonly prepare?: Prepare;
  /**
   * Of a function of the host: the function itself, where it takes its arguments as they are but for integers, which are
   * bigint. Its result is still to be checked. Generated code calls it, since V8 then sees which function that is.
   */
  readonly direct?: Call;
  /** It belongs to the language: the same arguments give the same result, at any time. A function of the host may not. */
  readonly isPure: boolean;
}

/** Everything that has a name in an expression. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, ObjectField>>;
  /** By name, with the namespace: `ap.was_executed`. */
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
  readonly methods: ReadonlyMap<string, readonly Overload[]>;
}
