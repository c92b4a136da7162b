import { checkDuplicateIds, type Problem, parseRules } from '@rulelibrary/schema';
import type { LibraryRule } from './library-rule.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The rules of the library, by id. Never throws: what is wrong is in `problems`, and then the rules are not all there.
 *
 * @param files every rule.yaml, and the README.md beside it, as text, in any order
 */
export function readLibrary(files: readonly SourceFile[]): { rules: LibraryRule[]; problems: Problem[] } {
  const readmes = new Map(
    files.filter(({ path }) => path.endsWith('/README.md')).map((file) => [folderOf(file), file]),
  );
  const read = files
    .filter(({ path }) => path.endsWith('/rule.yaml'))
    .map((file) => ({ folder: folderOf(file), ...parseRules(file.content, file.path, { singleRule: true }) }));
  const rules = read
    .flatMap(({ folder, rules }) => {
      const readme = readmes.get(folder)?.content;
      return rules.map((rule): LibraryRule => ({ folder, rule, ...(readme !== undefined && { readme }) }));
    })
    .sort((a, b) => compare(a.rule.spec.id, b.rule.spec.id));
  const problems = [
    ...read.flatMap(({ problems }) => problems),
    ...checkDuplicateIds(rules.map(({ rule }) => rule)),
  ].sort((a, b) => compare(a.file, b.file));
  return { rules, problems };
}

function folderOf({ path }: SourceFile): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
