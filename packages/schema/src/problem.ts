/** A place in a file; lines and columns count from 1. */
export interface Place {
  /** Of an object that is in no file its kind, name and a path in it; line and column are those in a text there, else 0. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with what the user wrote: where, what, and what to do where that is known. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  /** One of the three shapes: `Expected <what>, got "<value>"`, `<Adjective> <thing> "<value>"`, `Cannot <verb> <object>: <cause>`. */
  readonly message: string;
  /** Absent: an error. A warning says what is probably not meant, and the rule runs. */
  readonly level?: 'warning';
  /** Id of the rule it belongs to, where that much could be read. */
  readonly ruleId?: string;
}

export type ProblemCode =
  | 'unreadable'
  | 'too-large'
  | 'not-text'
  | 'syntax'
  | 'unexpected-document'
  | 'duplicate-key'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'invalid-value'
  | 'duplicate-id'
  | 'unknown-rule'
  | 'unknown-context'
  | 'no-rules'
  | 'no-profiles'
  | 'no-pods'
  | 'no-bindings'
  | 'expression'
  | 'unfilled-field'
  | 'profile-data'
  | 'attack'
  | 'unique-id'
  | 'folder'
  | 'newer-spec'
  | 'fixture'
  | 'fixture-key'
  | 'pattern'
  | 'negation'
  | 'untested'
  | 'field-version';

/** `file:line:column: message`, as compilers and editors know it. */
export function formatProblem(problem: Problem): string {
  if (problem.line === 0) return `${problem.file}: ${problem.message}`;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}
