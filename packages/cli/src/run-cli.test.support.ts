import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The root of the repository: where `rulelib` is run. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Transcript {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string | Buffer;
  /** Ends the reading of standard output after its first piece. */
  readonly leaves?: boolean;
  /** Command and first arguments that the CLI is run by, such as one that takes privileges away. */
  readonly by?: readonly string[];
}

/** Runs the real command on the sources of this checkout, outside any terminal. */
export function runCli(
  args: readonly string[],
  { input = '', leaves = false, by = [] }: CliOptions = {},
): Promise<Transcript> {
  const [command = '', ...rest] = [...by, process.execPath, '--conditions=@rulelibrary/source', main, ...args];
  // vitest sets FORCE_COLOR for its own output; NO_COLOR beside it makes node warn.
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { cwd: root, env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      if (leaves) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
