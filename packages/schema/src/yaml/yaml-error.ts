import type { ProblemCode } from '../problem.ts';

/** Nothing of the text (or of the document) can be used. */
export class YamlError extends Error {
  readonly code: ProblemCode;
  readonly offset: number;

  constructor(code: ProblemCode, offset: number, message: string) {
    super(message);
    this.name = 'YamlError';
    this.code = code;
    this.offset = offset;
  }
}
