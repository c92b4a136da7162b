import type { ASTNode } from 'cel-js';
import { CelError, type CelErrorCode, type TextRange } from '../cel-error.ts';
import type { Scope } from '../scope.ts';
import type { Type } from '../types/type.ts';

/** The state of one evaluation. */
export interface Frame {
  /** What the program is evaluated with; variables read from it. */
  readonly root: unknown;
  /** Values of the variables of comprehensions, by slot. */
  readonly locals: unknown[];
  /** Elements that comprehensions have visited. */
  iterations: number;
}

export type Run = (frame: Frame) => unknown;

/** A checked piece of an expression. */
export interface Code {
  readonly type: Type;
  readonly run: Run;
  /** Its value, where it is the same in every evaluation. */
  readonly constant?: unknown;
  /** Of a list that is written out: the types of its elements. */
  readonly elements?: readonly Type[];
}

export interface Local {
  readonly name: string;
  readonly type: Type;
  readonly slot: number;
  readonly outer: Local | undefined;
}

/** What compiling a piece of an expression needs to know. */
export interface Context {
  readonly source: string;
  readonly scope: Scope;
  /** The variable of the innermost comprehension around the piece. */
  readonly locals: Local | undefined;
  readonly slots: { count: number };
  /** Told of every piece once it is compiled: what a trace evaluates one by one. */
  readonly observe?: (node: ASTNode, code: Code, context: Context) => void;
}

export function constantCode(type: Type, value: unknown): Code {
  return { type, run: () => value, constant: value };
}

/** @throws CelError always */
export function refuse(code: CelErrorCode, message: string, place: TextRange | ASTNode): never {
  throw new CelError(code, message, { start: place.start, end: place.end });
}
