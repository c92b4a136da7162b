import { createGivenProfiles, type ProfileSource } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import { readProfiles } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The profiles at `paths` as the engine asks for them; undefined when no path is given.
 * @throws CommandError when none can be read
 */
export async function loadProfiles(paths: readonly string[], terminal: Terminal): Promise<ProfileSource | undefined> {
  if (paths.length === 0) return undefined;
  const { profiles, problems } = await readProfiles(paths);
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (profiles.length === 0) throw new CommandError(`Cannot find a profile in ${paths.join(', ')}`);
  return createGivenProfiles(profiles);
}
