import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { CommandError } from '../command-error.ts';

/**
 * The folder of `@rulelibrary/rules`: pkg/rules in a checkout, else where npm put it. Its YAML is read, not the data it
 * exports: a checkout may be edited without a build, and what is wrong with a rule is said at a file that can be opened.
 * @throws CommandError when the package is not installed
 */
export function libraryFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('@rulelibrary/rules/package.json'));
  } catch {
    throw new CommandError('Cannot find the rule library: install @rulelibrary/rules, or name rules with --rules');
  }
}
