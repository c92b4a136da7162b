/** The command line cannot be understood: exit code 2, with a hint at `--help`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
