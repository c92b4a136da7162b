import type { TextRange } from '../cel-error.ts';
import { type CelType, formatType } from '../types/type.ts';
import { childrenOfExpr } from './children.ts';
import type { Expr } from './expr.ts';

/** A piece of a checked expression, for people. */
export interface TreeLine extends TextRange {
  /** 0 is the whole expression. */
  readonly depth: number;
  /** What it is: `call startsWith`, `and`, `comprehension exists`. */
  readonly label: string;
  readonly type: CelType;
}

/** The pieces of a checked expression in the order in which they are written, each before those that it is made of. */
export function describeTree(expr: Expr, depth = 0): TreeLine[] {
  const { start, end } = expr.node;
  return [
    { depth, label: labelOf(expr), type: formatType(expr.type), start, end },
    ...childrenOfExpr(expr).flatMap((child) => describeTree(child, depth + 1)),
  ];
}

function labelOf(expr: Expr): string {
  const detail = detailOf(expr);
  return detail === undefined ? expr.kind : `${expr.kind} ${detail}`;
}

function detailOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case 'call':
    case 'entry':
      return expr.name;
    case 'comprehension':
      return expr.macro;
    case 'order':
      return expr.operator;
    case 'local':
    case 'bind':
      return expr.local.name;
    default:
      return undefined;
  }
}
