import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './test-cluster.ts';

const program = join(root, 'packages/generator/test/run-helm.ts');

/** What Helm prints; `CHART` among the arguments stands for the chart. Rejects with what it said on standard error. */
export async function runHelm(...args: readonly string[]): Promise<string> {
  const all = ['--conditions=@rulelibrary/source', program, ...args];
  return (await promisify(execFile)(process.execPath, all, { maxBuffer: 64 * 1024 * 1024 })).stdout;
}

/** Why there is no Helm; undefined where there is one. */
export async function missingHelm(): Promise<string | undefined> {
  return runHelm('version').then(
    () => undefined,
    (error: { readonly stderr?: string }) => `no Helm: ${error.stderr?.trim()}`,
  );
}

/** The arguments of these values, each as `path=value`. */
export function setting(...values: readonly string[]): string[] {
  return values.flatMap((value) => ['--set', value]);
}
