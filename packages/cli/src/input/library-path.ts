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

/**
 * The files and folders that were named, which have to be there; the rule folders of the checkout where none were.
 * @param instead as for {@link checkoutRulesPath}
 * @throws CommandError for one that does not exist
 */
export function namedOrCheckoutPaths(named: readonly string[], instead: string): readonly string[] {
  const missing = named.find((name) => !existsSync(name));
  if (missing !== undefined) throw new CommandError(`Cannot read "${missing}": no such file or folder`);
  return named.length > 0 ? named : [checkoutRulesPath(instead)];
}
