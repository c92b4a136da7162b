import { checkDuplicateIds, type Problem, parseRules } from '@rulelibrary/schema';
import type { LibraryRule } from './library-rule.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The rules of the library, by id. Never throws: what is wrong is in `problems`, and then the rules are not all there.
 *
 * @param files every rule.yaml, as text, in any order
 */
export function readLibrary(files: readonly SourceFile[]): { rules: LibraryRule[]; problems: Problem[] } {
  const read = files.map(({ path, content }) => ({ path, ...parseRules(content, path, { singleRule: true }) }));
  const rules = read
    .flatMap(({ path, rules }) => rules.map((rule) => ({ folder: path.slice(0, path.lastIndexOf('/')), rule })))
    .sort((a, b) => compare(a.rule.spec.id, b.rule.spec.id));
  const problems = [
    ...read.flatMap(({ problems }) => problems),
    ...checkDuplicateIds(rules.map(({ rule }) => rule)),
  ].sort((a, b) => compare(a.file, b.file));
  return { rules, problems };
}

/** By code units: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
