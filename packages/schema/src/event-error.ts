export type EventErrorCode =
  | 'too-large'
  | 'syntax'
  | 'too-deep'
  | 'missing-key'
  | 'wrong-type'
  | 'unknown-event-type'
  | 'invalid-timestamp';

/** A recorded event that cannot be read; the line is to be reported and skipped. */
export class EventError extends Error {
  readonly code: EventErrorCode;

  constructor(code: EventErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EventError';
    this.code = code;
  }
}
