import { metadataTable } from '@rulelibrary/schema';
import type { LibraryRule } from '../library-rule.ts';

/**
 * The README of a rule with its title and the table at its head as the rule has them; what stands below the first
 * heading of level two is the author's. Undefined where there is no such heading, or no README: nothing is overwritten then.
 */
export function ruleReadme({ rule, readme }: LibraryRule): string | undefined {
  const start = readme?.indexOf('\n## ') ?? -1;
  if (readme === undefined || start < 0) return undefined;
  return `# ${rule.spec.id}: ${rule.spec.name}\n\n${metadataTable(rule)}${readme.slice(start)}`;
}
