import { formatProblem, type Problem } from '@rulelibrary/schema';

/** The configuration cannot be used; all that is wrong is in `problems`, and in the message a line each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.problems = problems;
  }
}
