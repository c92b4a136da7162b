import { spawn } from 'node:child_process';
import { CommandError } from '../command-error.ts';
import type { Vitest } from './find-vitest.ts';

export interface VitestRun extends Vitest {
  /** Absolute paths of test files. */
  readonly files: readonly string[];
  /** A person is looking, so colour is welcome: vitest by itself also writes it into a pipe where it thinks it is in CI. */
  readonly isTerminal: boolean;
}

/**
 * Runs test files once, with the outputs of this process, and gives whether all tests passed.
 * @throws CommandError when it did not get so far
 */
export function runVitest({ root, entry, files, isTerminal }: VitestRun): Promise<boolean> {
  const args = [entry, 'run', '--root', root, ...files];
  const { FORCE_COLOR: _force, ...plain } = process.env;
  const env = isTerminal ? process.env : { ...plain, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => reject(new CommandError(`Cannot run vitest: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0 || code === 1) resolve(code === 0);
      else reject(new CommandError(`Cannot run vitest: it ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}
