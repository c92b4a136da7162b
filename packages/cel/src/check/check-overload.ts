import type { Overload } from '../scope.ts';
import type { Node } from '../syntax/node.ts';
import type { CallExpr, Expr } from '../tree/expr.ts';
import { isCertain, isSameType } from '../types/relations.ts';
import { dyn, type Type } from '../types/type.ts';
import { type Context, refuse } from './context.ts';

/** A call as it stands in an expression. */
export interface CallSite {
  /** As messages show it: `ap.was_executed`, `startsWith`, `+`. */
  readonly name: string;
  /** Of a method: the receiver first. */
  readonly args: readonly Expr[];
  readonly node: Node;
}

/** The call of the overloads that fit; undefined where none can. Which of several is seen at run time, by the values. */
export function checkOverload(overloads: readonly Overload[], site: CallSite, context: Context): CallExpr | undefined {
  const fitting: Overload[] = [];
  let type: Type | undefined;
  for (const overload of overloads) {
    const result = resultOf(overload, site.args, context);
    if (result === undefined) continue;
    fitting.push(overload);
    const found = context.inference.resolve(result);
    type = type === undefined || isSameType(type, found) ? found : dyn;
    // None behind one that takes all such values is ever called, nor does its result count.
    if (isCertainFor(overload, site.args, context)) break;
  }
  if (type === undefined) return undefined;
  return { kind: 'call', type, ...site, overloads: fitting, isCertain: false };
}

function resultOf({ params, result }: Overload, args: readonly Expr[], { inference }: Context): Type | undefined {
  if (params.length !== args.length) return undefined;
  const types = inference.instantiate([...params, result]);
  const fits = inference.acceptsAll(
    types.slice(0, -1),
    args.map((arg) => arg.type),
  );
  return fits ? types.at(-1) : undefined;
}

function isCertainFor({ params }: Overload, args: readonly Expr[], { inference }: Context): boolean {
  return params.every((param, index) => isCertain(param, inference.resolve(args[index]?.type ?? dyn)));
}

/** A call that a macro writes, of a function or method that its extension brings. */
export function callByName(name: string, args: readonly Expr[], node: Node, context: Context): Expr {
  const { functions, methods } = context.scope;
  const overloads = functions.get(name) ?? methods.get(name) ?? [];
  const call = checkOverload(overloads, { name, args, node }, context);
  return call ?? refuse('type', `Expected arguments that ${name.replace('@', '')} has`, node);
}
