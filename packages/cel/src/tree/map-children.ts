import type { Expr } from './expr.ts';

/** The same expression with each of the expressions that it is made of replaced; itself where all stay what they are. */
export function mapChildren(expr: Expr, replace: (child: Expr) => Expr): Expr {
  let isSame = true;
  const map = (child: Expr): Expr => {
    const next = replace(child);
    if (next !== child) isSame = false;
    return next;
  };
  const mapped = withChildren(expr, map);
  return isSame ? expr : mapped;
}

function withChildren(expr: Expr, map: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'constant':
    case 'variable':
    case 'local':
      return expr;
    case 'field':
    case 'entry':
    case 'not':
      return { ...expr, operand: map(expr.operand) };
    case 'index':
      return { ...expr, operand: map(expr.operand), index: map(expr.index) };
    case 'optionalSelect':
      return { ...expr, operand: map(expr.operand), key: map(expr.key) };
    case 'call':
    case 'fail':
      return { ...expr, args: expr.args.map(map) };
    case 'and':
    case 'or':
      return { ...expr, terms: expr.terms.map(map) };
    case 'choice':
      return { ...expr, condition: map(expr.condition), yes: map(expr.yes), no: map(expr.no) };
    case 'equal':
    case 'order':
      return { ...expr, left: map(expr.left), right: map(expr.right) };
    case 'membership':
      return { ...expr, element: map(expr.element), container: map(expr.container) };
    case 'list':
      return { ...expr, elements: expr.elements.map((element) => ({ ...element, value: map(element.value) })) };
    case 'map':
      return {
        ...expr,
        entries: expr.entries.map((entry) => ({ ...entry, key: map(entry.key), value: map(entry.value) })),
      };
    case 'comprehension':
      return {
        ...expr,
        range: map(expr.range),
        condition: expr.condition && map(expr.condition),
        result: expr.result && map(expr.result),
      };
    case 'bind':
      return { ...expr, value: map(expr.value), body: map(expr.body) };
  }
}
