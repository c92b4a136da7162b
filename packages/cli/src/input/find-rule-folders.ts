import { basename, dirname, relative } from 'node:path';
import { formatProblem, nearest, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';
import { libraryFolder } from './library-folder.ts';

/**
 * The rule folders that ids of the library and paths name; without any, all of the library, whatever their status.
 * @returns folders as seen from the working directory, each once
 * @throws CommandError for an id or path that names none, or a rule that stands in no folder of its own
 */
export async function findRuleFolders(names: readonly string[], terminal: Terminal): Promise<readonly string[]> {
  if (names.length === 0) return foldersOf(await rulesAt(libraryFolder(), terminal));
  const folders: string[] = [];
  for (const name of names) {
    const isId = /^r\d{4}$/i.test(name);
    const rules = await rulesAt(isId ? libraryFolder() : name, terminal);
    folders.push(...foldersOf(isId ? [ruleOfId(name.toUpperCase(), rules)] : rules));
  }
  return [...new Set(folders)];
}

async function rulesAt(path: string, terminal: Terminal): Promise<readonly Rule[]> {
  const { rules, problems } = await readRules([path]);
  for (const problem of problems) terminal.say(formatProblem(problem));
  // A rule that cannot be read must not make the others look complete.
  if (rules.length === 0 || problems.length > 0) throw new CommandError(`Cannot read the rules in "${path}"`);
  return rules;
}

function ruleOfId(id: string, rules: readonly Rule[]): Rule {
  const rule = rules.find(({ spec }) => spec.id === id);
  if (rule !== undefined) return rule;
  const near = nearest(
    id,
    rules.map(({ spec }) => spec.id),
  );
  throw new CommandError(`Unknown rule "${id}"${near ? `; did you mean "${near}"?` : ''}`);
}

function foldersOf(rules: readonly Rule[]): string[] {
  return rules.map(({ place: { file } }) => {
    if (basename(file) === 'rule.yaml') return relative(process.cwd(), dirname(file)) || '.';
    throw new CommandError(`Expected a rule folder with rule.yaml and rule.test.ts, got "${file}"`);
  });
}
