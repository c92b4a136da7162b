import { CelError, type TextRange } from '../cel-error.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { placeOf } from './places.ts';

/**
 * Deeply nested values, out of a dyn, can exhaust the stack where the depth of the expression cannot; and what a value is
 * made into for the outside can be too much.
 */
export function guarded(evaluate: (root: unknown) => unknown, place: TextRange): (root: unknown) => unknown {
  return (root) => {
    try {
      return evaluate(root);
    } catch (error) {
      if (error instanceof EvaluationFailure) throw new CelError(error.code, error.message, placeOf(place));
      if (error instanceof CelError || !(error instanceof RangeError)) throw error;
      const message = `Too deeply nested value, maximum about ${limits.nodes}`;
      throw new CelError('limit', message, { ...placeOf(place), cause: error });
    }
  };
}
