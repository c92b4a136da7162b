/** One line on standard error, named after its speaker. */
export function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/** What the user has to know and can act on; anything else that is thrown is a bug of the setup and keeps its stack. */
export class SetupError extends Error {}
