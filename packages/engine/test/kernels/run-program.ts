import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, which comes after `timeoutMs` at the latest; code null: it was killed. */
export function runProgram(program: string, args: readonly string[], timeoutMs = 300_000): Promise<ProgramRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject).on('close', (code) => resolve({ code, ...output }));
  });
}

/** What a program printed, without the last line's end. Throws where it does not end well. */
export async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram(program, args);
  if (code !== 0) throw new Error(`Cannot run ${program}: it ended with ${code}\n${stderr}`);
  return stdout.trimEnd();
}
