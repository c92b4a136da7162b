import { CelError } from '../cel-error.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax/node.ts';
import type { Expr } from '../tree/expr.ts';
import { Inference } from '../types/inference.ts';
import { formatType, type Type } from '../types/type.ts';
import { checkNode } from './check-node.ts';
import type { Context, Macro } from './context.ts';
import { settle } from './settle.ts';

export interface CheckOptions {
  readonly scope: Scope;
  readonly macros: ReadonlyMap<string, Macro>;
  /** The namespace in which names are resolved: `a.b`. */
  readonly container?: string | undefined;
  /** False: what does not fit fails when it is evaluated. */
  readonly isChecked?: boolean | undefined;
  /** The type that the expression has to have. */
  readonly result?: Type | undefined;
  readonly observe?: Context['observe'];
}

/**
 * Resolves the names of an expression, expands its macros, and finds the types and overloads of all its pieces.
 * @throws CelError syntax, unknown-name, type, limit
 */
export function check(source: string, root: Node, options: CheckOptions): Expr {
  const inference = new Inference();
  const { scope, macros, container = '', isChecked = true, observe, result } = options;
  const namespaces = namespacesOf(container);
  const expr = checkNode(root, { source, scope, inference, macros, namespaces, isChecked, bound: undefined, observe });
  if (result && !inference.accepts(result, expr.type)) {
    const message = `Expected ${formatType(result)}, got "${formatType(inference.resolve(expr.type))}"`;
    throw new CelError('type', message, { start: 0, end: source.length });
  }
  settle(expr, inference);
  return expr;
}

function namespacesOf(container: string): string[] {
  const names = container === '' ? [] : container.split('.');
  return [...names.map((_, index) => `${names.slice(0, names.length - index).join('.')}.`), ''];
}
