import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType } from '../types/type.ts';

/** What reading a field costs: texts of events are decoded when they are read. */
const readCosts: Readonly<Record<string, number>> = { string: 4, 'list(string)': 8 };

const kindCosts: Readonly<Partial<Record<Expr['kind'], number>>> = {
  constant: 0,
  local: 0,
  field: 1,
  comprehension: 50,
  list: 5,
  map: 20,
};

const cheapCalls: ReadonlySet<string> = new Set([
  'startsWith',
  'endsWith',
  'contains',
  'size',
  '+',
  '-',
  '*',
  '/',
  '%',
]);

/** About how long an expression takes, in no unit: a comparison is 1. */
export function createCost(): (expr: Expr) => number {
  const known = new Map<Expr, number>();
  const cost = (expr: Expr): number => {
    const value = known.get(expr) ?? childrenOfExpr(expr).reduce((sum, child) => sum + cost(child), ownCost(expr));
    known.set(expr, value);
    return value;
  };
  return cost;
}

function ownCost(expr: Expr): number {
  if (expr.kind === 'field' || expr.kind === 'variable') return readCosts[formatType(expr.type)] ?? 1;
  if (expr.kind !== 'call') return kindCosts[expr.kind] ?? 1;
  if (!expr.overloads.every(({ isPure }) => isPure)) return 30;
  return cheapCalls.has(expr.name) ? 3 : 15;
}
