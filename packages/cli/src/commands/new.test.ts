import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryLibrary } from '../library.test.support.ts';
import { runCli } from '../run-cli.test.support.ts';

const library = temporaryLibrary();
const folder = join(library, 'r1040-some-name');

describe('rulelib new', () => {
  it('makes a folder with three files and names them', async () => {
    expect(await runCli(['new', 'r1040-some-name', '--in', library])).toEqual({
      code: 0,
      stdout: ['rule.yaml', 'rule.test.ts', 'README.md'].map((file) => `${join(folder, file)}\n`).join(''),
      stderr: '',
    });
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'rule.test.ts', 'rule.yaml']);
    const rule = readFileSync(join(folder, 'rule.yaml'), 'utf8');
    for (const text of ['id: "R1040"', 'name: "Some name"', 'rule-status: experimental']) expect(rule).toContain(text);
  });

  it('makes one that lint finds nothing in', async () => {
    expect(await runCli(['lint', folder])).toEqual({ code: 0, stdout: '', stderr: 'rulelib: 1 rule, 0 findings\n' });
  });

  it('makes one that passes the law and its own test', { timeout: 60_000 }, () => {
    const project = dirname(library);
    const args = [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--root', project];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('names a tactic and a technique of it');
    expect(stdout).toContain('fires: example-program');
  });

  it.each([
    [[], 'Expected a name such as r1040-suspicious-shell, got nothing'],
    [['R1041-name'], 'Expected a name such as r1040-suspicious-shell, got "R1041-name"'],
    [['r1041'], 'Expected a name such as r1040-suspicious-shell, got "r1041"'],
    [['r1041-../x'], 'Expected a name such as r1040-suspicious-shell, got "r1041-../x"'],
    [['r1040-other'], 'Duplicate rule id "R1040": r1040-some-name has it'],
    [['r1041-a', '--in', join(library, 'nowhere')], `Cannot read "${join(library, 'nowhere')}": no such folder`],
  ])('refuses %j', async (args, message) => {
    const before = readdirSync(library);
    const { code, stdout, stderr } = await runCli(['new', '--in', library, ...args]);
    expect({ code, stdout, said: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', said: `rulelib: ${message}` });
    expect(readdirSync(library)).toEqual(before);
  });

  it('refuses the id of a rule that is gone', async () => {
    const other = join(dirname(library), 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'retired-ids.json'), '["R1042"]');
    const { code, stderr } = await runCli(['new', 'r1042-name', '--in', other]);
    const said = 'rulelib: Retired rule id "R1042": bindings still name the rule that had it\n';
    expect({ code, stderr, made: existsSync(join(other, 'r1042-name')) }).toEqual({
      code: 2,
      stderr: said,
      made: false,
    });
  });
});
