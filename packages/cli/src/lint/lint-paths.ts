import { basename, dirname, resolve } from 'node:path';
import { checkRule, checkRuleFolder } from '@rulelibrary/rule-tester/check';
import { formatProblem, type Problem, type Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';

/** What was found in the rules of some paths. */
export interface LintResult {
  /** How many rules could be read. */
  readonly rules: number;
  /** Each once, by file, line and column. */
  readonly findings: readonly Problem[];
}

/** Checks every rule in files and folders. Never rejects: what cannot be read is a finding. */
export async function lintPaths(paths: readonly string[]): Promise<LintResult> {
  const { rules, problems } = await readRules(paths);
  const found = [...problems, ...rules.flatMap((rule) => [...checkRule(rule), ...folderFindings(rule)])];
  return { rules: rules.length, findings: eachOnce(found) };
}

/** The findings by file, line and column, equal ones once. */
export function eachOnce(found: readonly Problem[]): Problem[] {
  return [...new Map(found.map((problem) => [formatProblem(problem), problem])).values()].sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** A rule anywhere else is not held to what the folders of a library have in common. */
function folderFindings(rule: Rule): readonly Problem[] {
  const folder = dirname(rule.place.file);
  const isRuleFolder = basename(rule.place.file) === 'rule.yaml' && /^r\d{4}-/.test(basename(resolve(folder)));
  return isRuleFolder ? checkRuleFolder(folder, rule) : [];
}
