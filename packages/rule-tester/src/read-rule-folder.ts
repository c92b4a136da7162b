import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formatProblem, parseRules, type Rule } from '@rulelibrary/schema';

/**
 * The rule of a rule folder, from its `rule.yaml`.
 *
 * @throws Error when the file cannot be read, or with every problem found in it, one a line: `file:line:column: what`
 */
export function readRuleFolder(folder: string): Rule {
  const file = relative(process.cwd(), join(folder, 'rule.yaml'));
  const { rules, problems } = parseRules(readText(file), file, { singleRule: true });
  const [rule] = rules;
  if (rule !== undefined && problems.length === 0) return rule;
  throw new Error(problems.map(formatProblem).join('\n'));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read ${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
