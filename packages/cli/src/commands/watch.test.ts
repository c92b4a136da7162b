import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';

const isRoot = process.getuid?.() === 0;
// Root without capabilities, as in a plain container; whoever is not root has none anyway. It stays root so that it can
// read a checkout in a folder of its own.
const unprivileged = isRoot
  ? { by: ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all', '--no-new-privs'] }
  : {};

describe('without privileges', () => {
  it('rulelib watch says what is missing and replays the bundled recording', async () => {
    const { code, stdout, stderr } = await runCli(['watch', '--for', '1s', '--format', 'json'], unprivileged);
    expect(code).toBe(0);
    const rules = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { ruleId: string }).ruleId);
    expect(rules).toEqual(['R0010', 'R1010', 'R1000', 'R1005', 'R1015', 'R0009', 'R1002']);
    expect(stderr).toMatch(
      /^rulelib: Cannot .*\nreplaying a bundled recording instead: nothing below happened on this machine\n/s,
    );
    expect(stderr).toMatch(/rulelib: 21 events .* 7 alerts\n/);
  });

  it('rulelib record says what is missing and ends with exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['record', '--for', '1s', '--out', '-'], unprivileged);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rulelib: Cannot /);
  });

  it('rulelib contexts says what is missing and ends with exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['contexts'], unprivileged);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rulelib: Cannot /);
  });
});

it.each([
  ['watch', '--ring', '12MiB', 'Expected a power of two from 64KiB to 1GiB, got "12MiB"'],
  ['record', '--ring', '16', 'Expected a size such as 512KiB, 16MiB or 1GiB, got "16"'],
])('rulelib %s %s %s is refused before anything is watched', async (command, option, size, error) => {
  const { code, stdout, stderr } = await runCli([
    command,
    option,
    size,
    ...(command === 'record' ? ['--out', '-'] : []),
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(`rulelib: ${error}\nrulelib ${command} --help shows what there is\n`);
});

describe('rulelib watch --config', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
    file = join(folder, 'config.yaml');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** The bundled recording, which happened on a host, by that configuration. */
  async function replayed(config: string, ...args: readonly string[]) {
    writeFileSync(file, config);
    const { code, stdout, stderr } = await runCli(
      ['watch', '--format', 'json', '--config', file, ...args],
      unprivileged,
    );
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { code, stderr, rules: lines.map((line) => (JSON.parse(line) as { ruleId: string }).ruleId) };
  }

  it.each([
    ['hostMonitoringEnabled: false', [], []],
    [
      'hostMonitoringEnabled: false',
      ['--contexts', 'host'],
      ['R0010', 'R1010', 'R1000', 'R1005', 'R1015', 'R0009', 'R1002'],
    ],
    ['enableRuntimeDetection: false\nstandaloneMonitoringEnabled: false', ['--contexts', 'kubernetes'], []],
    ['policy: {host: {disable: [R1000, R1005]}}', [], ['R0010', 'R1010', 'R1015', 'R0009', 'R1002']],
  ])('%j with %j', async (config, args, expected) => {
    expect(await replayed(config, ...args)).toMatchObject({ code: 0, rules: expected });
  });

  it.each([
    ['hostMonitoringEnable: false', '1:1: Unknown key "hostMonitoringEnable"; did you mean "hostMonitoringEnabled"?'],
    ['hostMonitoringEnabled: yep', '1:24: Expected true or false, got "yep"'],
    ['policy: {hots: {}}', '1:10: Unknown context "hots"; did you mean "host"?'],
    ['ownContexts: [{name: a, labels: [b]}]', '1:33: Expected a mapping, got a list'],
  ])('%j is refused with its place', async (config, problem) => {
    const { code, stderr, rules } = await replayed(config);
    expect({ code, rules }).toEqual({ code: 2, rules: [] });
    expect(stderr).toBe(`rulelib: ${file}:${problem}\nrulelib: Cannot use the configuration ${file}\n`);
  });

  it('a file that is not there is said', async () => {
    const { code, stderr } = await runCli(['watch', '--config', file], unprivileged);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `rulelib: Cannot read ${file}: ENOENT\n` });
  });

  it('a rule for a context that nothing defines is warned of', async () => {
    const rules = join(folder, 'rules.yaml');
    writeFileSync(rules, ruleText);
    writeFileSync(file, 'ownContexts: [{name: ledger}]');
    const { code, stderr } = await runCli(['watch', '--config', file, '--rules', rules], unprivileged);
    expect(code).toBe(0);
    expect(stderr).toContain(`rulelib: ${rules}:20:14: Unknown context "leger"; did you mean "ledger"?\n`);
  });
});

const ruleText = `apiVersion: kubescape.io/v1
kind: Rules
metadata: {name: test}
spec:
  rules:
    - enabled: true
      id: R9001
      name: Test
      description: A rule of a test.
      expressions:
        message: "'x'"
        uniqueId: "'x'"
        ruleExpression: [{eventType: exec, expression: 'true'}]
      profileDependency: 2
      severity: 5
      supportPolicy: false
      isTriggerAlert: true
      mitreTactic: TA0002
      mitreTechnique: T1059
      tags: ["context:leger"]
`;
