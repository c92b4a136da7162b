import { childrenOfExpr } from '../tree/children.ts';
import type { Expr, Local } from '../tree/expr.ts';

/** On what the values of expressions depend. */
export interface Dependence {
  /** On nothing but its locals: no variable is in it, no function of the host, and nothing that is known to fail. */
  readonly isFixed: (expr: Expr) => boolean;
  readonly markUnfixed: (expr: Expr) => void;
  /** Those that are declared outside of it. */
  readonly localsOf: (expr: Expr) => ReadonlySet<Local>;
}

/** Remembers what it found: asked from the inside out, it looks at each expression once. */
export function createDependence(): Dependence {
  const fixed = new WeakMap<Expr, boolean>();
  const locals = new WeakMap<Expr, ReadonlySet<Local>>();
  const isFixed = (expr: Expr): boolean => {
    const known = fixed.get(expr) ?? (isFixedItself(expr) && childrenOfExpr(expr).every(isFixed));
    fixed.set(expr, known);
    return known;
  };
  const localsOf = (expr: Expr): ReadonlySet<Local> => {
    const known = locals.get(expr) ?? findLocals(expr, localsOf);
    locals.set(expr, known);
    return known;
  };
  return { isFixed, localsOf, markUnfixed: (expr) => fixed.set(expr, false) };
}

function isFixedItself(expr: Expr): boolean {
  switch (expr.kind) {
    case 'variable':
    case 'field':
    case 'fail':
      return false;
    case 'optionalSelect':
      return expr.field === undefined;
    case 'call':
      return expr.overloads.every(({ isPure }) => isPure);
    default:
      return true;
  }
}

function findLocals(expr: Expr, localsOf: (child: Expr) => ReadonlySet<Local>): ReadonlySet<Local> {
  if (expr.kind === 'local') return new Set([expr.local]);
  const found = new Set(childrenOfExpr(expr).flatMap((child) => [...localsOf(child)]));
  for (const local of declaredBy(expr)) found.delete(local);
  return found;
}

function declaredBy(expr: Expr): readonly Local[] {
  if (expr.kind === 'bind') return [expr.local];
  if (expr.kind !== 'comprehension') return [];
  return expr.second ? [expr.first, expr.second] : [expr.first];
}
