/** What kind of thing went wrong: the first four are found by `compile`, the last by `evaluate`; `limit` by either. */
export type CelErrorCode = 'syntax' | 'unknown-name' | 'type' | 'limit' | 'evaluation';

/** A piece of an expression; UTF-16 code units from its start, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Thrown by `compile` and `evaluate`: what is wrong with an expression, and where in it. */
export class CelError extends Error {
  readonly code: CelErrorCode;
  /** First UTF-16 code unit of the expression that the error is about. */
  readonly start: number;
  /** The code unit after the last one. */
  readonly end: number;

  constructor(code: CelErrorCode, message: string, place: TextRange & { readonly cause?: unknown }) {
    super(message, place.cause === undefined ? undefined : { cause: place.cause });
    this.name = 'CelError';
    this.code = code;
    this.start = place.start;
    this.end = place.end;
  }
}
