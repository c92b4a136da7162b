import { fileURLToPath } from 'node:url';
import { runProgram } from './run-program.ts';

/** The same on the kernel of this machine: what the guest prints. */
export async function runHere(): Promise<string> {
  const guest = fileURLToPath(new URL('guest.ts', import.meta.url));
  const { stdout, stderr } = await runProgram(process.execPath, ['--conditions', '@rulelibrary/source', guest]);
  return `${stdout}\n${stderr}`;
}
