import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';

function configuration(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config.yaml');
  writeFileSync(file, text);
  return file;
}

it.each(['agent', 'operator'])(
  '%s does not start on a configuration with a misspelt key, and says where it is',
  async (command) => {
    const file = configuration('learningPeriod: 1m\nclusterNam: a\n');
    const { code, stdout, stderr } = await runCli([command, '--config', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`rulelib: ${file}:2:1: Unknown key "clusterNam"; did you mean "clusterName"?\n`);
  },
  60_000,
);

it('operator does not start without a cluster, and says what it looked for', async () => {
  const { code, stderr } = await runCli(['operator', '--config', configuration('{}')], {
    by: ['env', '-u', 'KUBECONFIG', '-u', 'KUBERNETES_SERVICE_HOST'],
  });
  expect(code).toBe(2);
  expect(stderr).toContain('Cannot find a cluster: this is no pod, and KUBECONFIG names no file');
}, 60_000);
