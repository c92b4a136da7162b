import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';

export interface Vitest {
  /** The folder it is installed in, where its configuration is. */
  readonly root: string;
  /** The file that node runs. */
  readonly entry: string;
}

/**
 * The vitest that a test file would import: in node_modules of its folder or of the nearest one above.
 * @throws CommandError where there is none
 */
export function findVitest(file: string): Vitest {
  for (let root = dirname(file); ; root = dirname(root)) {
    const entry = join(root, 'node_modules/vitest/vitest.mjs');
    if (existsSync(entry)) return { root, entry };
    if (root === dirname(root)) break;
  }
  throw new CommandError(
    `Cannot find vitest, which runs ${file}: in a checkout run npm ci, elsewhere npm install --save-dev vitest @rulelibrary/rule-tester`,
  );
}
