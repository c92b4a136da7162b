/** Thrown by the functions of the language, which do not know where they are called; the call adds the place. */
export class EvaluationFailure extends Error {
  readonly code: 'evaluation' | 'limit';

  constructor(message: string, code: 'evaluation' | 'limit' = 'evaluation') {
    super(message);
    this.code = code;
  }
}

/** @throws EvaluationFailure always */
export function fail(message: string): never {
  throw new EvaluationFailure(message);
}
