import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { formatProblem } from '@rulelibrary/schema';
import { type Catalogue, type CompiledRule, compileThreatRules } from '@rulelibrary/threat-rules';
import { readThreatRules } from '@rulelibrary/threat-rules/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The threat rules at `paths`, whatever their status; without paths the stable ones of the starter pack. What is wrong with a
 * rule is said, and the others are used.
 * @throws CommandError when nothing is left
 */
export async function loadScanRules(
  paths: readonly string[],
  catalogue: Catalogue,
  terminal: Terminal,
): Promise<readonly CompiledRule[]> {
  const used = paths.length > 0 ? paths : [packFolder()];
  const { rules: read, problems } = await readThreatRules(used);
  const wanted = paths.length > 0 ? read : read.filter(({ spec }) => spec.status === 'stable');
  const { rules, problems: faults } = compileThreatRules(wanted, catalogue);
  for (const problem of [...problems, ...faults]) terminal.say(formatProblem(problem));
  if (rules.length === 0) throw new CommandError(`Cannot find a threat rule in ${used.join(', ')}`);
  return rules;
}

function packFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@rulelibrary/threat-rule-pack/package.json'));
  } catch {
    throw new CommandError(
      'Cannot find the starter pack: install @rulelibrary/threat-rule-pack, or name rules with --rules',
    );
  }
}
