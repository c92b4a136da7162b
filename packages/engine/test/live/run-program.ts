import { spawn } from 'node:child_process';

/** Runs a program; what it wrote on standard output. Throws, with what it wrote on standard error, when it fails. */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await closed;
  if (code !== 0) throw new Error(`Cannot run ${program} ${args.join(' ')}: it ended with ${code}\n${errors}${output}`);
  return output;
}
