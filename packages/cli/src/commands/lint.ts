import { existsSync } from 'node:fs';
import { agentVersion } from '../agent-version.ts';
import { parseChoice } from '../arguments/parse-choice.ts';
import { CommandError } from '../command-error.ts';
import { checkoutRulesPath } from '../input/library-path.ts';
import { lintPaths } from '../lint/lint-paths.ts';
import { renderFindings } from '../lint/render-findings.ts';
import { renderSarif } from '../lint/render-sarif.ts';
import { counted } from '../render/counted.ts';
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
    },
    notes: [
      'Checks rule files and folders (default: the library of this checkout): the schema, types, what events really have,\nprofile data, ATT&CK ids. In a folder of the library, also what all of these have in common.',
      'Exit codes: 0 nothing found, 1 findings, 2 could not run.',
    ],
    example: 'npx rulelib lint pkg/rules/r0010-unexpected-sensitive-file-access --format json',
  },
  async ({ options, positionals }, terminal) => {
    const format = parseChoice('format', options.format ?? 'text', ['text', 'json', 'sarif']);
    const paths = positionals.length > 0 ? positionals : [checkoutRulesPath('name files or folders to check')];
    const missing = paths.find((path) => !existsSync(path));
    if (missing !== undefined) throw new CommandError(`Cannot read "${missing}": no such file or folder`);
    const { rules, findings } = await lintPaths(paths);
    const text =
      format === 'sarif' ? renderSarif(findings, agentVersion()) : renderFindings(findings, { format, terminal });
    terminal.stdout.stream.write(text);
    terminal.say(`${counted(rules, 'rule')}, ${counted(findings.length, 'finding')}`);
    return findings.length === 0 ? exitCodes.clean : exitCodes.findings;
  },
);
