import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const testName = 'rule.test.ts';

/** The real paths of the rule.test.ts files that paths stand for: of a folder all below it, of a rule.yaml the one beside it. */
export function findRuleTests(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => (statSync(path).isDirectory() ? inFolder(path) : beside(path)));
  return [...new Set(found.map((file) => realpathSync(file)))];
}

function inFolder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !/^(\..*|node_modules)$/.test(name),
  );
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return inFolder(path);
      return entry.name === testName ? [path] : [];
    });
}

function beside(file: string): string[] {
  const test = join(dirname(file), testName);
  return existsSync(test) ? [test] : [];
}
