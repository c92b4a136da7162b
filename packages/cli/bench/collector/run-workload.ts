import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../make-folder.ts';

/** Where they are, once `make workloads` has made them. */
export const workloads = fileURLToPath(new URL('../../../engine/native/.output/workloads/', import.meta.url));

/** What a workload says in its last line. */
export interface WorkloadResult {
  readonly psPerCall?: number;
  readonly count?: number;
  readonly elapsedNs?: number;
  readonly pid: number;
}

/**
 * Runs `act` of a workload `count` times, in a folder of its own.
 * @throws Error when it fails
 */
export async function runWorkload(name: string, act: string, count: number): Promise<WorkloadResult> {
  const folder = makeFolder();
  try {
    const args = [folder, act, String(count)];
    const child = spawn(path.join(workloads, name), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
    if (code !== 0) throw new Error(`Cannot run workload ${name}: exit code ${code}`);
    return JSON.parse(text.trim().split('\n').at(-1) as string);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
