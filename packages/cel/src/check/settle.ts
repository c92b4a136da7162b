import { childrenOfExpr } from '../tree/children.ts';
import type { Expr, Local } from '../tree/expr.ts';
import type { Inference } from '../types/inference.ts';
import { isCertain } from '../types/relations.ts';
import { dyn, type Type } from '../types/type.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Puts the final types into a checked tree, and what follows from them. In place: the tree is still the checker's own,
 * and a variable has to remain one object.
 */
export function settle(root: Expr, inference: Inference): void {
  const settled = new Set<Expr | Local>();
  const settleType = (holder: { readonly type: Type } & (Expr | Local)) => {
    if (settled.has(holder)) return;
    settled.add(holder);
    (holder as Mutable<typeof holder>).type = inference.settle(holder.type);
  };
  const settleExpr = (expr: Expr): void => {
    if (settled.has(expr)) return;
    settleType(expr);
    if (expr.kind === 'local' || expr.kind === 'bind') settleType(expr.local);
    if (expr.kind === 'comprehension') for (const local of [expr.first, expr.second]) if (local) settleType(local);
    for (const child of childrenOfExpr(expr)) settleExpr(child);
    if (expr.kind !== 'call') return;
    const [first] = expr.overloads;
    (expr as Mutable<typeof expr>).isCertain =
      first?.params.every((param, index) => isCertain(param, expr.args[index]?.type ?? dyn)) ?? false;
  };
  settleExpr(root);
}
