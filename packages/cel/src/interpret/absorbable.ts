import { CelError } from '../cel-error.ts';

/**
 * The error, where another term or element may still outdo it.
 * @throws anything else, the limits among them: it ends the evaluation
 */
export function absorbable(error: unknown): CelError {
  if (error instanceof CelError && error.code === 'evaluation') return error;
  throw error;
}
