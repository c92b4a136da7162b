export type ClusterErrorCode =
  /** No configuration, or one that cannot be read. */
  | 'configuration'
  /** No connection, or one that broke. */
  | 'unreachable'
  /** No answer in time. */
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  /** The object was changed since it was read, or exists. */
  | 'conflict'
  /** The resource version is older than what the API server keeps. */
  | 'gone'
  /** The API server asks to come back later. */
  | 'overloaded'
  /** The object, or an answer, is larger than what is taken. */
  | 'too-large'
  /** The answer is not what the API server's documentation says. */
  | 'malformed'
  /** Any other refusal. */
  | 'rejected';

/** What went wrong with the API server. */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;

  constructor(code: ClusterErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The code of what was thrown, where it is ours. */
export function codeOf(error: unknown): ClusterErrorCode | undefined {
  return error instanceof ClusterError ? error.code : undefined;
}
