import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../command-error.ts';

const path = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));

/**
 * The rule folders of the checkout that the command runs from, as seen from the working directory.
 * @param instead what to do where there is none, ending a message
 * @throws CommandError where there is none
 */
export function checkoutRulesPath(instead: string): string {
  if (existsSync(path)) return relative(process.cwd(), path) || '.';
  throw new CommandError(`Cannot find the rule library at "${path}": ${instead}`);
}
