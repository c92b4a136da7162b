import type { Expr } from './expr.ts';

/** The pieces that an expression is made of, in the order in which they are written. */
export function childrenOfExpr(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'constant':
    case 'variable':
    case 'local':
      return [];
    case 'field':
    case 'entry':
    case 'not':
      return [expr.operand];
    case 'index':
      return [expr.operand, expr.index];
    case 'optionalSelect':
      return [expr.operand, expr.key];
    case 'call':
    case 'fail':
      return expr.args;
    case 'and':
    case 'or':
      return expr.terms;
    case 'choice':
      return [expr.condition, expr.yes, expr.no];
    case 'equal':
    case 'order':
      return [expr.left, expr.right];
    case 'membership':
      return [expr.element, expr.container];
    case 'list':
      return expr.elements.map(({ value }) => value);
    case 'map':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'comprehension':
      return [expr.range, expr.condition, expr.result].filter((part) => part !== undefined);
    case 'bind':
      return [expr.value, expr.body];
  }
}
