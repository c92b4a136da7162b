import { CelError, type CelErrorCode, type TextRange } from '../cel-error.ts';
import type { Scope } from '../scope.ts';
import type { Node, NodeOf } from '../syntax/node.ts';
import type { Expr, Local } from '../tree/expr.ts';
import type { Inference } from '../types/inference.ts';
import { dyn } from '../types/type.ts';

/** What checking a piece of an expression needs to know. */
export interface Context {
  readonly source: string;
  readonly scope: Scope;
  readonly inference: Inference;
  readonly macros: ReadonlyMap<string, Macro>;
  /** The names that may stand before a name, with a dot at the end, the nearest first; the last is the root's, "". */
  readonly namespaces: readonly string[];
  /** False: what does not fit fails when it is evaluated, and only then. */
  readonly isChecked: boolean;
  /** The variables that the expression declares around the piece. */
  readonly bound: Bound | undefined;
  /** Told of every piece once it is checked. */
  readonly observe?: ((node: Node, expr: Expr) => void) | undefined;
}

/** A chain of declared variables, the innermost first. */
export interface Bound {
  readonly name: string;
  readonly local: Local;
  readonly outer: Bound | undefined;
}

/** A call that is no call but is written like one; undefined for arguments that it does not take. */
export type Macro = (node: NodeOf<'call'> | NodeOf<'rcall'>, context: Context) => Expr | undefined;

export function withLocal(context: Context, name: string, local: Local): Context {
  return { ...context, bound: { name, local, outer: context.bound } };
}

export function findLocal(name: string, { bound }: Context): Local | undefined {
  let at = bound;
  while (at && at.name !== name) at = at.outer;
  return at?.local;
}

/** What a name may mean, the likeliest first: with a leading dot itself, else with every namespace around it. */
export function candidatesOf(name: string, { namespaces }: Context): readonly string[] {
  return name.startsWith('.') ? [name.slice(1)] : namespaces.map((namespace) => namespace + name);
}

/** The first of what a name may mean that a table has. */
export function lookUp<T>(table: ReadonlyMap<string, T>, name: string, context: Context): T | undefined {
  for (const candidate of candidatesOf(name, context)) {
    const found = table.get(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @throws CelError always */
export function refuse(code: CelErrorCode, message: string, { start, end }: TextRange): never {
  throw new CelError(code, message, { start, end });
}

/** What is wrong with a piece: thrown, or in an unchecked expression its value. */
export interface Fault {
  readonly code: 'type' | 'unknown-name';
  readonly message: string;
  readonly node: Node;
  /** Where in it; the node itself unless given. */
  readonly place?: TextRange | undefined;
  /** What is evaluated before it is found. */
  readonly args?: readonly Expr[];
}

/** @throws CelError in a checked expression */
export function fault({ code, message, node, place = node, args = [] }: Fault, context: Context): Expr {
  if (context.isChecked) return refuse(code, message, place);
  return { kind: 'fail', type: dyn, node, message, args };
}
