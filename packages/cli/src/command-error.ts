/** A command could not do its work, for a reason that its user can act on: exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
