import { formatProblem, nearest, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';
import { libraryFolder } from './library-folder.ts';

/**
 * One rule, by its id among the rules at `paths` (without paths: of the library, whatever their status) or by the path of
 * its file or folder.
 * @throws CommandError when there is none, or more than one
 */
export async function loadRule(name: string, paths: readonly string[], terminal: Terminal): Promise<Rule> {
  const isId = /^r\d{4}$/i.test(name);
  const { rules, problems } = await readRules(isId ? (paths.length > 0 ? paths : [libraryFolder()]) : [name]);
  const candidates = isId ? rules.filter(({ spec }) => spec.id === name.toUpperCase()) : rules;
  const [rule, ...others] = candidates;
  const isAbout = ({ ruleId }: { readonly ruleId?: string }) => !isId || ruleId === name.toUpperCase();
  for (const problem of problems.filter(isAbout)) terminal.say(formatProblem(problem));
  if (rule !== undefined && others.length === 0) return rule;
  if (rule !== undefined) {
    const ids = [...new Set(candidates.map(({ spec }) => spec.id))];
    throw new CommandError(
      `Expected one rule in "${name}", got "${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}"`,
    );
  }
  const near = isId
    ? nearest(
        name.toUpperCase(),
        rules.map(({ spec }) => spec.id),
      )
    : undefined;
  throw new CommandError(
    isId ? `Unknown rule "${name}"${near ? `; did you mean "${near}"?` : ''}` : `Cannot find a rule in "${name}"`,
  );
}
