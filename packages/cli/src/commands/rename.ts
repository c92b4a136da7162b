import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import { checkoutRulesPath } from '../input/library-path.ts';
import { checkFolderName } from '../rule-folder/check-folder-name.ts';
import { renameRuleFolder } from '../rule-folder/rename-rule-folder.ts';
import { defineCommand, exitCodes } from './command.ts';

/** `rulelib rename`: a rule folder under another name, and the names in it. */
export const renameCommand = defineCommand(
  {
    name: 'rename',
    summary: 'Rename a rule folder, and its id with the number',
    positional: 'old',
    maximumPositionals: 2,
    positionalUsage: 'r####-old r####-new',
    options: {},
    notes: [
      'The old name is a folder, or that of a rule in the library of this checkout; it is moved by git where git knows it.\nName and id are changed in its files, not in others. The id of a rule that was not experimental is retired.',
      'Exit codes: 0 done, 2 could not run.',
    ],
    example: 'npx rulelib rename r1040-suspicious-shell r1041-suspicious-shell',
  },
  async ({ positionals: [old, name] }, terminal) => {
    if (old === undefined || name === undefined) throw new UsageError('Expected an old and a new name, got too few');
    const folder = existsSync(old) ? old : join(checkoutRulesPath('name its folder'), old);
    if (!existsSync(join(folder, 'rule.yaml'))) throw new CommandError(`Cannot find a rule in "${old}"`);
    const library = dirname(folder);
    if (existsSync(join(library, name))) throw new CommandError(`Cannot rename to ${name}: it is there already`);
    checkFolderName(name, library, basename(folder));
    const { mentions, retired } = renameRuleFolder(folder, name);
    terminal.stdout.stream.write(`${join(library, name)}\n`);
    if (retired !== undefined) terminal.say(`${retired} is retired: no rule gets it again`);
    for (const file of mentions) terminal.say(`${file} names the old rule`);
    return exitCodes.clean;
  },
);
