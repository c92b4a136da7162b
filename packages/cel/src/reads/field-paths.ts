import type { TextRange } from '../cel-error.ts';
import { dottedName } from '../syntax/dotted-name.ts';
import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';

/** A field where an expression reads it, or tests it with `has()`. */
export interface FieldPath extends TextRange {
  /** The variable and the names: `event.request.path`. */
  readonly path: string;
}

/**
 * The fields that an expression reads of its variables, each time it does and each as far as it goes: of
 * `event.request.path` not `event.request` as well. What a macro's own variable stands for is not looked into.
 */
export function fieldPaths(root: Expr): readonly FieldPath[] {
  const found: FieldPath[] = [];
  const pending = [root];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    const path = expr.kind === 'variable' ? undefined : pathOf(expr);
    if (path === undefined) pending.push(...childrenOfExpr(expr).toReversed());
    else found.push({ path, start: expr.node.start, end: expr.node.end });
  }
  return found;
}

function pathOf(expr: Expr): string | undefined {
  if (expr.kind === 'variable') return dottedName(expr.node);
  const isField = expr.kind === 'field' || (expr.kind === 'optionalSelect' && expr.field !== undefined);
  if (!isField || (expr.node.op !== '.' && expr.node.op !== '.?')) return undefined;
  const outer = pathOf(expr.operand);
  return outer === undefined ? undefined : `${outer}.${expr.node.args[1]}`;
}
