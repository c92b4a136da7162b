import type { MutationResult, Survivor } from '@rulelibrary/rule-tester';
import type { Rule } from '@rulelibrary/schema';
import { parseChoice } from '../arguments/parse-choice.ts';
import { findRuleFolders } from '../input/find-rule-folders.ts';
import type { Terminal } from '../output/terminal.ts';
import { counted } from '../render/counted.ts';
import { renderSurvivor, survivorJson } from '../render/render-survivor.ts';
import { toPrintableJson } from '../render/to-printable.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib mutate`: whether the tests of rules notice each condition of their expressions. */
export const mutateCommand = defineCommand(
  {
    name: 'mutate',
    summary: 'Change each condition of a rule in turn, and list the changes that its test does not notice',
    positional: 'rule',
    positionalUsage: '[rule…]',
    maximumPositionals: Number.POSITIVE_INFINITY,
    options: {
      format: { kind: 'value', placeholder: 'FORMAT', help: 'text, or json with one survivor a line (default: text)' },
    },
    notes: [
      'A rule is an id of the library, or the path of a rule folder or of a folder of such; without any, all of the library.\nThe cases of rule.test.ts are run on each change: a condition left out or the wrong way round, a bound one further, a\nprefix one character shorter. What survives is not tested: add the case that tells the two apart.',
      'Exit codes: 0 every change is noticed; 1 some are not; 2 could not run, or a test fails on its rule as it is.',
    ],
    example: 'npx rulelib mutate R1000 R1005',
  },
  async ({ options, positionals }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json']);
    const folders = await findRuleFolders(positionals, terminal);
    const print = (rule: Rule, survivor: Survivor) =>
      terminal.stdout.stream.write(
        format === 'json'
          ? `${toPrintableJson(JSON.stringify(survivorJson(rule, survivor)))}\n`
          : `${renderSurvivor(survivor)}\n`,
      );
    const results = await mutateFolders(folders, { print, terminal });
    const mutants = results.reduce((sum, result) => sum + result.mutants, 0);
    const survivors = results.reduce((sum, result) => sum + result.survivors.length, 0);
    terminal.say(
      `${counted(results.length, 'rule')}, ${counted(mutants, 'mutant')}, ${counted(survivors, 'survivor')}`,
    );
    if (results.length < folders.length) return exitCodes.couldNotRun;
    return survivors > 0 ? exitCodes.findings : exitCodes.clean;
  },
);

interface Report {
  readonly print: (rule: Rule, survivor: Survivor) => void;
  readonly terminal: Terminal;
}

/** The results of the rules that could be mutated; why another could not is said. */
async function mutateFolders(folders: readonly string[], { print, terminal }: Report): Promise<MutationResult[]> {
  // Here, since the package brings a test runner that no other command wants to load.
  const { loadCases, mutateRule, readRuleFolder } = await import('@rulelibrary/rule-tester');
  const results: MutationResult[] = [];
  for (const folder of folders) {
    if (terminal.stop.aborted) return results;
    try {
      const rule = readRuleFolder(folder);
      const result = mutateRule(rule, await loadCases(folder));
      for (const survivor of result.survivors) print(rule, survivor);
      results.push(result);
    } catch (error) {
      terminal.say(error instanceof Error ? error.message : String(error));
    }
  }
  return results;
}
