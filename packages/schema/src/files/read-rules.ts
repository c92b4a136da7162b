import { basename, dirname, resolve } from 'node:path';
import { checkDuplicateIds } from '../check-duplicate-ids.ts';
import { parseRules } from '../parse-rules.ts';
import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import type { FoundFile } from './find-yaml-files.ts';
import { type Found, readPaths } from './read-paths.ts';

/**
 * Reads the rules of files and folders, in the order of the paths, each file once. In folders these are the files named
 * rule.yaml and the `*.yaml`, `*.yml` that say `kind: Rules`; the rule.yaml of a folder `r####-…` holds one rule.
 *
 * Never rejects: what cannot be read is in `problems` (a path without any rule as `no-rules`), and so are ids that occur
 * twice. The rules with the same id are all returned.
 */
export async function readRules(paths: readonly string[]): Promise<{ rules: Rule[]; problems: Problem[] }> {
  const { items: rules, problems } = await readPaths(paths, parseFile, { code: 'no-rules', reason: 'no rules in it' });
  return { rules, problems: [...problems, ...checkDuplicateIds(rules)] };
}

function parseFile(text: string, { file, isNamed }: FoundFile): Found<Rule> {
  const isRuleFile = basename(file) === 'rule.yaml';
  if (!isNamed && !isRuleFile && !mentionsRules.test(text)) return { items: [], problems: [] };
  const singleRule = isRuleFile && /^r\d{4}-/.test(basename(dirname(resolve(file))));
  const { rules: items, problems } = parseRules(text, file, { singleRule });
  return { items, problems };
}

/** Folders hold other YAML too, some of it no YAML at all (Helm templates): only what names the kind is parsed. */
const mentionsRules = /\bkind["']?\s*:\s*["']?Rules\b/;
