import { formatProblem } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import { readBindings } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The bindings at `paths`; undefined when no path is given. What is wrong with one is said, and the others are used.
 * @throws CommandError when none can be read
 */
export async function loadBindings(
  paths: readonly string[],
  terminal: Terminal,
): Promise<readonly Binding[] | undefined> {
  if (paths.length === 0) return undefined;
  const { bindings, problems } = await readBindings(paths);
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (bindings.length === 0) throw new CommandError(`Cannot find a binding in ${paths.join(', ')}`);
  return bindings;
}
