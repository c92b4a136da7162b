import { CelError, type TextRange } from '../cel-error.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { limits } from '../limits.ts';
import { placeOf } from './places.ts';

/** What a function threw, as an error that names the place of the call. A stack that overflowed is passed on. */
export function located(error: unknown, name: string, place: TextRange): unknown {
  if (error instanceof EvaluationFailure) return new CelError(error.code, error.message, placeOf(place));
  if (error instanceof RangeError && error.message === 'Invalid string length') {
    return new CelError('limit', `Too long text, maximum ${limits.textLength}`, placeOf(place));
  }
  if (error instanceof RangeError && error.message.startsWith('Maximum call stack')) return error;
  const cause = error instanceof Error ? error.message : String(error);
  return new CelError('evaluation', `Cannot call ${name}: ${cause}`, { ...placeOf(place), cause: error });
}
