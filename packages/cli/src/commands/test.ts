import { existsSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { checkoutRulesPath } from '../input/library-path.ts';
import { findRuleTests } from '../rule-tests/find-rule-tests.ts';
import { findVitest } from '../rule-tests/find-vitest.ts';
import { runVitest } from '../rule-tests/run-vitest.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib test`: the tests beside the rules. */
export const testCommand = defineCommand(
  {
    name: 'test',
    summary: 'Run the tests of rules',
    positional: 'path',
    maximumPositionals: Number.POSITIVE_INFINITY,
    positionalUsage: '[path…]',
    options: {},
    notes: [
      'Runs every rule.test.ts in the files and folders named (default: the library of this checkout), by the vitest that\nis installed beside them.',
      'Exit codes: 0 all tests passed, 1 some failed, 2 could not run.',
    ],
    example: 'npx rulelib test pkg/rules/r0010-unexpected-sensitive-file-access',
  },
  async ({ positionals }, { stdout: { isTerminal } }) => {
    const paths = positionals.length > 0 ? positionals : [checkoutRulesPath('name folders with tests')];
    const missing = paths.find((path) => !existsSync(path));
    if (missing !== undefined) throw new CommandError(`Cannot read "${missing}": no such file or folder`);
    const tests = findRuleTests(paths);
    if (tests.length === 0) throw new CommandError(`Cannot find a rule.test.ts in ${paths.join(', ')}`);
    let hasFailed = false;
    for (const [root, files] of Map.groupBy(tests, (file) => findVitest(file).root)) {
      const passed = await runVitest({ ...findVitest(files[0] ?? root), files, isTerminal });
      hasFailed ||= !passed;
    }
    return hasFailed ? exitCodes.findings : exitCodes.clean;
  },
);
