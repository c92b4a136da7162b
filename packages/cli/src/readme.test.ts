import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './run-cli.test.support.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [eventFed = '', collectorFed = ''] = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);

function runNode(code: string, ...flags: string[]) {
  const args = ['--conditions=@rulelibrary/source', '--input-type=module', ...flags, '-'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: code, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function statements(code: string): number {
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

describe('the README', () => {
  it('has a program of ten lines at most, and five more', () => {
    expect(statements(eventFed)).toBeGreaterThan(0);
    expect(statements(eventFed)).toBeLessThanOrEqual(10);
    expect(statements(collectorFed)).toBeGreaterThan(0);
    expect(statements(collectorFed)).toBeLessThanOrEqual(5);
  });

  it('has a program that prints the alert of the event it feeds', () => {
    expect(runNode(eventFed)).toEqual({ status: 0, stdout: 'R0010 cat (pid 42) opened /etc/shadow\n', stderr: '' });
  });

  it('has five more lines that fit below it', () => {
    expect(runNode(eventFed + collectorFed, '--check')).toMatchObject({ status: 0 });
  });

  it('shows an alert as rulelib prints it', () => {
    const [, block = ''] = /^```text\n(.*?)^```$/ms.exec(readme) ?? [];
    const args = [
      '--conditions=@rulelibrary/source',
      join(root, 'packages/cli/src/main.ts'),
      'replay',
      'packages/cli/samples/acts.jsonl',
    ];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(block).not.toBe('');
    expect(stdout).toContain(block);
  });

  it('links to files that are there', () => {
    const paths = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => join(root, path ?? ''));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
