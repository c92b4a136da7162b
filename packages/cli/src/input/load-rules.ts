import { formatProblem, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';
import { libraryFolder } from './library-folder.ts';

/**
 * The rules at `paths`, whatever their status; without paths the default set, which is the library's stable rules. What is
 * wrong with a rule is said, and the others are used.
 * @throws CommandError when nothing is left
 */
export async function loadRules(paths: readonly string[], terminal: Terminal): Promise<readonly Rule[]> {
  const isDefault = paths.length === 0;
  const used = isDefault ? [libraryFolder()] : paths;
  const { rules: found, problems } = await readRules(used);
  for (const problem of problems) terminal.say(formatProblem(problem));
  const rules = isDefault ? found.filter(({ status }) => status === 'stable') : found;
  if (rules.length === 0) throw new CommandError(`Cannot find a rule in ${used.join(', ')}`);
  return rules;
}
