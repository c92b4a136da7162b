import { CelError, type Expr, evaluateTree } from '@rulelibrary/cel';

/** What a condition, or a term of one, comes to on an event without anything; undefined where it fails. */
export function holdsOnEmpty(expr: Expr): boolean | undefined {
  try {
    const value = evaluateTree(expr, {});
    return typeof value === 'boolean' ? value : undefined;
  } catch (error) {
    if (error instanceof CelError) return undefined;
    throw error;
  }
}
