import type { Problem } from '@rulelibrary/schema';
import { type FoundFile, readPaths } from '@rulelibrary/schema/files';
import { checkDuplicateRules } from '../check-duplicate-rules.ts';
import { isThreatRuleFile } from '../is-threat-rule-file.ts';
import { parseThreatRules } from '../parse-threat-rules.ts';
import type { ThreatRule } from '../rule.ts';

/**
 * Reads the rules of files and folders, each file once: in folders the `*.rule.yaml`, and whatever is named.
 *
 * Never rejects: what cannot be read is in `problems` (a path without any rule as `no-rules`), and so are ids that occur
 * twice. The first rule of an id is returned.
 */
export async function readThreatRules(paths: readonly string[]): Promise<{ rules: ThreatRule[]; problems: Problem[] }> {
  const parse = (text: string, { file, isNamed }: FoundFile) => {
    if (!isNamed && !isThreatRuleFile(file)) return { items: [], problems: [] };
    const { rules: items, problems } = parseThreatRules(text, file);
    return { items, problems };
  };
  const empty = { code: 'no-rules', reason: 'no rules in it', names: /\.rule\.yaml$/ } as const;
  const { items, problems } = await readPaths(paths, parse, empty);
  const ids = new Set<string>();
  const rules = items.filter(({ spec: { id } }) => !ids.has(id) && ids.add(id));
  return { rules, problems: [...problems, ...checkDuplicateRules(items)] };
}
