import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@rulelibrary/schema';

/** What a rule folder holds: nothing else, and nothing less. */
export const ruleFiles = ['README.md', 'rule.test.ts', 'rule.yaml'] as const;

/** Files that a rule folder lacks or should not have. */
export function fileProblems(folder: string): readonly Problem[] {
  const found = readdirSync(folder).sort();
  const problem = (name: string, message: string): Problem => ({
    file: join(folder, name),
    line: 1,
    column: 1,
    code: 'folder',
    message,
  });
  const known: readonly string[] = ruleFiles;
  return [
    ...known.filter((name) => !found.includes(name)).map((name) => problem(name, `Missing file "${name}"`)),
    ...found
      .filter((name) => !known.includes(name))
      .map((name) => problem(name, `Unexpected file "${name}": a rule folder holds ${known.join(', ')}`)),
  ];
}
