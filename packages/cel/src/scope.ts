import type { Code } from './compile/code.ts';
import type { Type } from './types/type.ts';

/** A field of an object type: how it is read from the outside's object, with its zero value where that has none. */
export interface ObjectField {
  readonly type: Type;
  readonly read: (object: object) => unknown;
  readonly has: (object: object) => boolean;
}

export interface Variable {
  readonly type: Type;
  /** Its value, from what the program is evaluated with. */
  readonly read: (root: unknown) => unknown;
}

export type Call = (...args: never[]) => unknown;

/** What is done once for a call, such as compiling a constant pattern. */
export interface Prepare {
  /** Position of the argument that it is about. */
  readonly argument: number;
  /**
   * The call to use instead, if any.
   * @throws EvaluationFailure when the argument is wrong: the expression is then refused
   */
  readonly run: (args: readonly Code[]) => Call | undefined;
}

export interface Overload {
  /** Of a method: the receiver first. */
  readonly params: readonly Type[];
  readonly result: Type;
  readonly call: Call;
  readonly prepare?: Prepare;
}

/** Everything that has a name in an expression. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, ObjectField>>;
  /** By name, with the namespace: `ap.was_executed`. */
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
  readonly methods: ReadonlyMap<string, readonly Overload[]>;
}
