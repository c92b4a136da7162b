import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseYaml } from '@rulelibrary/schema';
import { expect } from 'vitest';
import { findHelm } from './find-helm.ts';
import { root } from './library.ts';

export const chart = join(root, 'charts/kubescape-operator');

const helm = await findHelm();

/** Why the chart's tests are skipped; undefined where they run. */
export const missingHelm = 'reason' in helm ? helm.reason : undefined;
// The reporter counts what is skipped and does not say why.
if (missingHelm !== undefined) console.warn(`The chart's tests are skipped: ${missingHelm}`);

/** Helm without a cluster takes one of the version that it was built for, and built as a Go module it says 1.20. */
const kubeVersion = ['--kube-version', 'v1.33.0'];

export function runHelm(...args: string[]) {
  const command = 'command' in helm ? helm.command : 'helm';
  const version = args.includes('--kube-version') ? [] : kubeVersion;
  const { status, stdout, stderr } = spawnSync(command, [...args, ...version], {
    encoding: 'utf8',
    env: { ...process.env, HOME: tmpdir() },
  });
  return { status, stdout, stderr };
}

/** What `helm template` prints with these arguments; each value is one `path=value`. */
export function renderChart(...args: string[]): string {
  const { status, stdout, stderr } = runHelm('template', 'kubescape', chart, '--namespace', 'kubescape', ...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** The arguments that set values. */
export function setting(...values: string[]): string[] {
  return values.flatMap((value) => ['--set', value]);
}

export function objectsOf<T>(text: string): T[] {
  return parseYaml(text, 'rendered.yaml').filter((object) => object !== null) as T[];
}
