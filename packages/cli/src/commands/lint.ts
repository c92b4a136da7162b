import type { Problem } from '@rulelibrary/schema';
import { agentVersion } from '../agent-version.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { namedOrCheckoutPaths } from '../input/library-path.ts';
import { eachOnce, lintPaths } from '../lint/lint-paths.ts';
import { renderFindings } from '../lint/render-findings.ts';
import { renderSarif } from '../lint/render-sarif.ts';
import { counted } from '../render/counted.ts';
import { checkThreatRules, fixtureFindings } from '../threat/check-threat-rules.ts';
import { fieldsOption, loadCatalogue } from '../threat/load-catalogue.ts';
import { mergeProblems } from '../threat/merge-problems.ts';
import { renderCheck } from '../threat/render-check.ts';
import { splitDialects } from '../threat/split-dialects.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib lint`: what is wrong with rules, before anything runs them. */
export const lintCommand = defineCommand(
  {
    name: 'lint',
    summary: 'Say what is wrong with rules: file, line, column',
    positional: 'path',
    maximumPositionals: Number.POSITIVE_INFINITY,
    positionalUsage: '[path…]',
    options: {
      format: {
        kind: 'value',
        placeholder: 'FORMAT',
        help: 'text or json, one finding a line, or sarif (default: text)',
      },
      strict: { kind: 'flag', help: 'warnings count as findings' },
      ...fieldsOption,
    },
    notes: [
      'Checks rule files and folders (default: the library of this checkout): the schema, types, what events really have,\nprofile data, ATT&CK ids. In a folder of the library, also what all of these have in common.',
      'Files named *.rule.yaml are threat rules: their fixtures are run, and what authors get wrong is warned of.',
      'Exit codes: 0 nothing found, or warnings only; 1 findings; 2 could not run.',
    ],
    example: 'npx rulelib lint pkg/rules/r0010-unexpected-sensitive-file-access --format json',
  },
  async ({ options, positionals }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json', 'sarif']);
    const split = splitDialects(namedOrCheckoutPaths(positionals, 'name files or folders to check'));
    const catalogue = await loadCatalogue(options.fields, terminal);
    const found = await lintPaths(split.kubernetes);
    const check = await checkThreatRules(split.threat, catalogue);
    const { kubernetes, threat } = mergeProblems({ kubernetes: found.findings, threat: check.problems });
    const others = [...fixtureFindings(check), ...check.rules.flatMap(({ warnings }) => warnings)];
    const findings = eachOnce([...kubernetes, ...threat, ...others]);
    const isThreat = check.rules.length > 0 || threat.length > 0;
    const { stdout } = terminal;
    if (format === 'sarif') stdout.stream.write(renderSarif(findings, agentVersion()));
    else if (format === 'json' || !isThreat) stdout.stream.write(renderFindings(findings, { format, terminal }));
    else {
      const shown = { ...check, problems: threat };
      stdout.stream.write(renderFindings(kubernetes, { format, terminal }));
      stdout.stream.write(renderCheck(shown, { terminal, showWarnings: true }));
    }
    terminal.say(`${counted(found.rules + check.rules.length, 'rule')}, ${counted(findings.length, 'finding')}`);
    const isFinding = ({ code, level }: Problem) => level === undefined || code === 'newer-spec' || options.strict;
    return findings.some(isFinding) ? exitCodes.findings : exitCodes.clean;
  },
);
