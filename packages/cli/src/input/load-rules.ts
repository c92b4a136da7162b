import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatProblem, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/** The library of this checkout: from src/input and from dist/input alike. */
export const libraryPath = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));

/**
 * The rules at `paths`, whatever their status; without paths the default set, which is the library's stable rules. What is
 * wrong with a rule is said, and the others are used.
 * @throws CommandError when nothing is left
 */
export async function loadRules(paths: readonly string[], terminal: Terminal): Promise<readonly Rule[]> {
  const isDefault = paths.length === 0;
  if (isDefault && !existsSync(libraryPath)) {
    throw new CommandError(`Cannot find the rule library at "${libraryPath}": name rules with --rules`);
  }
  const { rules, problems } = await readRules(isDefault ? [libraryPath] : paths);
  for (const problem of problems) terminal.say(formatProblem(problem));
  const used = isDefault ? rules.filter(({ status }) => status === 'stable') : rules;
  if (used.length === 0) throw new CommandError(`Cannot find a rule in ${isDefault ? libraryPath : paths.join(', ')}`);
  return used;
}
