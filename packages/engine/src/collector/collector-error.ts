export type CollectorErrorCode = 'unsupported-platform' | 'not-built' | 'no-btf' | 'no-privilege' | 'load-failed';

/** Why the kernel cannot be watched. The message says what is missing and, where it is known, what to do. */
export class CollectorError extends Error {
  override readonly name = 'CollectorError';
  readonly code: CollectorErrorCode;

  constructor(code: CollectorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
