import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import { checkoutRulesPath } from '../input/library-path.ts';
import { checkFolderName } from '../rule-folder/check-folder-name.ts';
import { createRuleFolder } from '../rule-folder/create-rule-folder.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib new`: a rule folder to begin with. */
export const newCommand = defineCommand(
  {
    name: 'new',
    summary: 'Make a rule folder: rule, test and README, which pass as they are',
    positional: 'r####-name',
    positionalUsage: 'r####-name',
    options: {
      in: { kind: 'value', placeholder: 'FOLDER', help: 'where it goes (default: the library of this checkout)' },
    },
    notes: [
      'The rule is experimental and fires on a program that nobody has; replace it step by step, running rulelib lint and\nrulelib test on the folder.',
      'Exit codes: 0 done, 2 could not run.',
    ],
    example: 'npx rulelib new r1040-suspicious-shell --in /tmp',
  },
  async ({ options, positional: name }, terminal) => {
    if (name === undefined) throw new UsageError('Expected a name such as r1040-suspicious-shell, got nothing');
    const parent = options.in ?? checkoutRulesPath('name a folder with --in');
    checkFolderName(name, parent);
    try {
      for (const file of createRuleFolder(name, parent)) terminal.stdout.stream.write(`${file}\n`);
    } catch (error) {
      throw new CommandError(`Cannot make ${name}: ${error instanceof Error ? error.message : error}`);
    }
    return exitCodes.clean;
  },
);
