import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem, Rule } from '@rulelibrary/schema';
import { fileProblems } from './file-problems.ts';
import { headProblems } from './head-problems.ts';
import { keyOrderProblems } from './key-order-problems.ts';
import { nameProblems } from './name-problems.ts';
import { readmeProblems } from './readme-problems.ts';
import { tagProblems } from './tag-problems.ts';

/** Everything in which a folder of the library differs from what every rule folder is; the rule itself is `checkRule`'s. */
export function checkRuleFolder(folder: string, rule: Rule): readonly Problem[] {
  const name = basename(folder);
  const readme = join(folder, 'README.md');
  const ofRule = [
    ...headProblems(name, rule, readFileSync(join(folder, 'rule.yaml'), 'utf8')),
    ...nameProblems(name, rule),
    ...keyOrderProblems(rule),
    ...tagProblems(rule),
  ];
  // The README says what rule.yaml says: while that is wrong, the same would be reported twice.
  const compared = ofRule.length === 0 && existsSync(readme);
  return [
    ...ofRule,
    ...(compared ? readmeProblems(rule, readme, readFileSync(readme, 'utf8')) : []),
    ...fileProblems(folder),
  ];
}
