// node --conditions=@rulelibrary/source packages/generator/test/run-helm.ts ARGUMENT…: Helm with these arguments, CHART among
// them standing for the chart's folder, for tests of other packages. Exit code 2 and the reason on standard error where there
// is no Helm; else Helm's own.

import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHelm } from './find-helm.ts';

const chart = join(import.meta.dirname, '../../../charts/kubescape-operator');
const helm = await findHelm();
if ('reason' in helm) {
  process.stderr.write(`${helm.reason}\n`);
  process.exitCode = 2;
} else {
  const args = process.argv.slice(2).map((argument) => (argument === 'CHART' ? chart : argument));
  const { status } = spawnSync(helm.command, args, {
    env: { ...process.env, HOME: tmpdir() },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 2;
}
