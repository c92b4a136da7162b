import type { Overload } from '../scope.ts';
import type { CallExpr, Expr } from '../tree/expr.ts';

/** A call of a function that was made for one place in an expression. */
export function pureCall(
  name: string,
  args: readonly [Expr, ...Expr[]],
  { params, result, call }: Pick<Overload, 'params' | 'result' | 'call'>,
): CallExpr {
  const [{ node }] = args;
  const overload = { params, result, call, isPure: true };
  return { kind: 'call', type: result, node, name, args, overloads: [overload], isCertain: true };
}
