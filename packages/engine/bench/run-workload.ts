import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const workloads = fileURLToPath(new URL('../native/.output/workloads/', import.meta.url));

/**
 * Runs a workload of native/workloads in a folder of its own and gives its last line.
 * @throws Error when it fails
 */
export async function runWorkload(name: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rulelib-bench-'));
  try {
    const child = spawn(path.join(workloads, name), args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`Cannot run workload ${name}: exit code ${code}`);
    return JSON.parse(text.trim().split('\n').at(-1) as string);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
