import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runCli } from './run-cli.test.support.ts';

const entry = join(root, 'packages/cli/rulelib.js');

describe.concurrent('rulelib', () => {
  it('--help lists the commands', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Usage: rulelib <command>.*watch .*record .*replay .*Example:/s);
  });

  it.each([
    'watch',
    'contexts',
    'record',
    'replay',
    'profile',
    'new',
    'lint',
    'test',
    'fields',
    'explain',
    'mutate',
    'rename',
    'cel',
  ])('%s --help shows its options and an example that its parser takes', async (name) => {
    const { code, stdout, stderr } = await runCli([name, '--for', 'nonsense', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, example = ''] = /Example:\n {2}npx rulelib (.*)\n/.exec(stdout) ?? [];
    expect(example.split(' ')[0]).toBe(name);
    const used = example.split(' ').filter((word) => word.startsWith('--'));
    for (const option of used) expect(stdout).toMatch(new RegExp(`^  ${option} `, 'm'));
  });

  it('--version is the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')) as {
      version: string;
    };
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [
      [],
      'Expected a command (watch, contexts, record, replay, profile, scan, new, lint, test, fields, explain, mutate, rename, cel, agent, operator), got nothing',
      '',
    ],
    [['wtch'], 'Unknown command "wtch": did you mean "watch"?', ''],
    [['--versoin'], 'Unknown option "--versoin": did you mean "--version"?', ''],
    [['watch', '--formt', 'json'], 'Unknown option "--formt": did you mean "--format"?', 'watch '],
    [
      ['watch', '--format', 'jsn'],
      'Expected text or json or kubescape after --format, got "jsn": did you mean "json"?',
      'watch ',
    ],
    [['watch', '--for', '5x'], 'Expected a duration such as 500ms, 30s, 5m or 1h30m, got "5x"', 'watch '],
    [
      ['watch', '--contexts', 'host,pods'],
      'Expected kubernetes or host or standalone after --contexts, got "pods"',
      'watch ',
    ],
    [['record'], 'Expected --out FILE, got nothing', 'record '],
  ])('%j is refused with exit code 2', async (args, message, command) => {
    const stderr = `rulelib: ${message}\nrulelib ${command}--help shows what there is\n`;
    expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('says what to run when it is not built', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
    cpSync(entry, join(folder, 'rulelib.mjs'));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'rulelib.mjs'), '--help'], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'rulelib: Cannot start rulelib: it is not built yet; run npm run build\n',
    });
  });
});
