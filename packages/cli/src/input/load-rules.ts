import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { formatProblem, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

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

/**
 * The folder of `@rulelibrary/rules`: pkg/rules in a checkout, else where npm put it. Its YAML is read, not the data it
 * exports: a checkout may be edited without a build, and what is wrong with a rule is said at a file that can be opened.
 */
export function libraryFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@rulelibrary/rules/package.json'));
  } catch {
    throw new CommandError('Cannot find the rule library: install @rulelibrary/rules, or name rules with --rules');
  }
}
