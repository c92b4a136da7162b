import { isThreatRuleFile } from '@rulelibrary/threat-rules';
import { agentVersion } from '../agent-version.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { CommandError } from '../command-error.ts';
import { namedOrCheckoutPaths } from '../input/library-path.ts';
import { eachOnce } from '../lint/lint-paths.ts';
import { renderFindings } from '../lint/render-findings.ts';
import { renderSarif } from '../lint/render-sarif.ts';
import { findRuleTests } from '../rule-tests/find-rule-tests.ts';
import { findVitest } from '../rule-tests/find-vitest.ts';
import { runVitest } from '../rule-tests/run-vitest.ts';
import { checkThreatRules, fixtureFindings } from '../threat/check-threat-rules.ts';
import { fieldsOption, loadCatalogue } from '../threat/load-catalogue.ts';
import { renderCheck } from '../threat/render-check.ts';
import { splitDialects } from '../threat/split-dialects.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib test`: the tests beside the rules. */
export const testCommand = defineCommand(
  {
    name: 'test',
    summary: 'Run the tests of rules',
    positional: 'path',
    maximumPositionals: Number.POSITIVE_INFINITY,
    positionalUsage: '[path…]',
    options: {
      format: {
        kind: 'value',
        placeholder: 'FORMAT',
        help: 'of threat rules: text, or the fixtures that fail as json, one a line, or sarif (default: text)',
      },
      ...fieldsOption,
    },
    notes: [
      'Runs every rule.test.ts in the files and folders named (default: the library of this checkout), by the vitest that\nis installed beside them. Of threat rules, files named *.rule.yaml, the fixtures in them.',
      'Exit codes: 0 all tests passed, 1 some failed, 2 could not run.',
    ],
    example: 'npx rulelib test pkg/rules/r0010-unexpected-sensitive-file-access',
  },
  async ({ options, positionals }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json', 'sarif']);
    const paths = namedOrCheckoutPaths(positionals, 'name folders with tests');
    const split = splitDialects(paths);
    const tests = findRuleTests(split.kubernetes);
    const found = await checkThreatRules(split.threat, await loadCatalogue(options.fields, terminal));
    const problems = found.problems.filter(({ code, file }) => code !== 'no-rules' || isThreatRuleFile(file));
    const check = { ...found, problems };
    const isThreat = check.rules.length > 0 || problems.length > 0;
    if (tests.length === 0 && !isThreat) throw new CommandError(`Cannot find a rule.test.ts in ${paths.join(', ')}`);
    if (tests.length > 0 && format !== 'text') {
      throw new CommandError(`Expected text as --format of a rule.test.ts, got "${format}"`);
    }
    const findings = eachOnce([...problems, ...fixtureFindings(check)]);
    const render = {
      text: () => (isThreat ? renderCheck(check, { terminal, showWarnings: false }) : ''),
      json: () => renderFindings(findings, { format: 'json', terminal }),
      sarif: () => renderSarif(findings, agentVersion()),
    }[format];
    terminal.stdout.stream.write(render());
    const hasFailed = await runVitests(tests, terminal.stdout.isTerminal);
    return hasFailed || findings.length > 0 ? exitCodes.findings : exitCodes.clean;
  },
);

async function runVitests(tests: readonly string[], isTerminal: boolean): Promise<boolean> {
  let hasFailed = false;
  for (const [root, files] of Map.groupBy(tests, (file) => findVitest(file).root)) {
    const passed = await runVitest({ ...findVitest(files[0] ?? root), files, isTerminal });
    hasFailed ||= !passed;
  }
  return hasFailed;
}
