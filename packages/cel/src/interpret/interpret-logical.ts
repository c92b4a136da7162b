import type { CelError } from '../cel-error.ts';
import type { LogicalExpr } from '../tree/expr.ts';
import { absorbable } from './absorbable.ts';
import type { Context } from './context.ts';
import type { Frame, Run } from './frame.ts';
import { type Condition, interpretCondition } from './interpret-condition.ts';

/**
 * `&&` and `||`. A term that decides wins over one that fails, whichever comes first: `error && false` is false,
 * `error || true` is true (cel-spec, logical operators). A term that is not bool fails likewise.
 */
export function interpretLogical({ kind, terms }: LogicalExpr, context: Context): Run {
  const conditions = terms.map((term) => interpretCondition(term, context));
  const deciding = kind === 'or';
  return (frame) => decide(conditions, deciding, frame);
}

function decide(terms: readonly Condition[], deciding: boolean, frame: Frame): boolean {
  let failure: CelError | undefined;
  for (const term of terms) {
    try {
      if (term(frame) === deciding) return deciding;
    } catch (error) {
      failure ??= absorbable(error);
    }
  }
  if (failure) throw failure;
  return !deciding;
}
