import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runGenerator } from '@rulelibrary/generator';
import { describe, expect, it } from 'vitest';
import { readText } from '../src/files/read-text.ts';
import { copyRepository, root } from './library.ts';

const ruleFile = 'pkg/rules/r1000-exec-from-malicious-source/rule.yaml';

async function run(folder: string, ...args: string[]) {
  const text = { stdout: '', stderr: '' };
  const into = (name: keyof typeof text) => ({
    write(part: string) {
      text[name] += part;
    },
  });
  const code = await runGenerator(folder, args, { stdout: into('stdout'), stderr: into('stderr') });
  return { code, ...text };
}

async function edit(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(join(folder, path), change(text));
}

describe('./gen.ts', () => {
  it('finds nothing stale in the repository', async () => {
    expect(await run(root, '--check')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('runs as it stands, as a command', () => {
    const { status, stdout, stderr } = spawnSync('./gen.ts', ['--check'], { cwd: root, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('is a shim of 25 lines at most that imports the generator alone', async () => {
    const text = await readFile(join(root, 'gen.ts'), 'utf8');
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(25);
    expect(
      [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name).filter((name) => !name?.startsWith('node:')),
    ).toEqual(['@rulelibrary/generator']);
  });

  it('names the files that one changed expression makes stale, and mends them', async () => {
    const folder = await copyRepository();
    await edit(folder, ruleFile, (text) => text.replace("event.cwd == '/dev/shm'", "event.cwd == '/dev/shn'"));
    const stale = ['charts/kubescape-operator/templates/node-agent/default-rules.yaml', 'rules-crd.yaml'];
    const lines = stale.map((path) => `${path}: Stale file "${path}"; run ./gen.ts\n`);
    expect(await run(folder, '--check')).toEqual({ code: 1, stdout: '', stderr: lines.join('') });
    expect(await run(folder)).toEqual({ code: 0, stdout: `${stale.join('\n')}\n`, stderr: '' });
    expect(await run(folder, '--check')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readFile(join(folder, 'rules-crd.yaml'), 'utf8')).toContain("event.cwd == '/dev/shn'");
  });

  it('mends the table of a README, and leaves the rest to its author', async () => {
    const folder = await copyRepository();
    const readme = ruleFile.replace('rule.yaml', 'README.md');
    const before = await readFile(join(folder, readme), 'utf8');
    await edit(folder, ruleFile, (text) => text.replace('severity: 8', 'severity: 10'));
    expect((await run(folder, '--check')).stderr).toContain(`${readme}: Stale file`);
    expect((await run(folder)).code).toBe(0);
    const after = await readFile(join(folder, readme), 'utf8');
    expect(after).toMatch(/^\| Severity +\| 10 \(Critical\) +\|$/m);
    expect(after.slice(after.indexOf('\n## '))).toBe(before.slice(before.indexOf('\n## ')));
  });

  it.each([
    ['has no heading yet', '# Notes\n\nTo be sorted.\n'],
    ['is not there', undefined],
  ])('does not touch a README that %s', async (_, text) => {
    const folder = await copyRepository();
    const readme = join(folder, ruleFile.replace('rule.yaml', 'README.md'));
    await rm(readme);
    if (text !== undefined) await writeFile(readme, text);
    expect(await run(folder)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readText(dirname(readme), 'README.md')).toBe(text);
  });

  it('makes files anew that are gone', async () => {
    const folder = await copyRepository();
    await rm(join(folder, 'docs'), { recursive: true });
    expect((await run(folder, '--check')).stderr).toMatch(/^docs\/events\.md: Stale file/m);
    expect((await run(folder)).code).toBe(0);
    expect(await readFile(join(folder, 'docs/events.md'), 'utf8')).toBe(
      await readFile(join(root, 'docs/events.md'), 'utf8'),
    );
  });

  it('takes the rules out of the default set that are experimental', async () => {
    const folder = await copyRepository();
    await edit(folder, ruleFile, (text) => text.replace('rule-status: stable', 'rule-status: experimental'));
    expect((await run(folder)).code).toBe(0);
    const text = (path: string) => readFile(join(folder, path), 'utf8');
    const chart = 'charts/kubescape-operator/templates/node-agent';
    expect(await text(`${chart}/default-rules.yaml`)).not.toContain('R1000');
    expect(await text(`${chart}/default-rule-binding.yaml`)).not.toContain('R1000');
    expect(await text('docs/attack-navigator-layer.json')).not.toContain('R1000');
    expect(await text('rules-crd.yaml')).toContain('id: R1000');
    expect(await text('docs/rules.md')).toMatch(/## Experimental[^#]*R1000/);
  });

  it('writes nothing while a rule has an error, and says where it is', async () => {
    const folder = await copyRepository();
    await edit(folder, ruleFile, (text) => text.replace('severity: 8', 'severity: 11'));
    const { code, stdout, stderr } = await run(folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^pkg\/rules\/r1000-\S+\/rule\.yaml:\d+:17: Expected a severity from 0 to 10, got "11"\n$/);
  });

  it('says which rule is not there', async () => {
    const folder = await copyRepository();
    await rm(join(folder, ruleFile));
    expect(await run(folder)).toEqual({
      code: 2,
      stdout: '',
      stderr: `gen: ${ruleFile}: Cannot read rule: no such file\n`,
    });
  });

  it('refuses an option that it does not have', async () => {
    expect(await run(root, '--chekc')).toMatchObject({ code: 2, stderr: expect.stringMatching(/"--chekc"; expected/) });
  });

  it('prints help', async () => {
    expect(await run(root, '--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: .*\n/) });
  });
});
