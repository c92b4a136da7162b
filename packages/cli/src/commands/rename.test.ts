import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryLibrary } from '../library.test.support.ts';
import { runCli } from '../run-cli.test.support.ts';

const library = temporaryLibrary();
const folder = (name: string) => join(library, name);
const read = (name: string) => readdirSync(folder(name)).map((file) => readFileSync(join(folder(name), file), 'utf8'));
const edit = (path: string, change: (text: string) => string) => {
  const file = join(library, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: library, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('rulelib rename', () => {
  beforeAll(async () => {
    git('init', '--quiet', dirname(library));
    for (const name of ['r1040-first', 'r1050-second', 'r1060-third', 'r1070-fourth']) {
      await runCli(['new', name, '--in', library]);
    }
    edit('r1060-third/README.md', (text) => `${text}\nR1040 sees more, as r1040-first says; R10400 does not.\n`);
    edit('r1070-fourth/rule.yaml', (text) => text.replace('experimental', 'stable'));
    edit('r1070-fourth/README.md', (text) => text.replace('experimental', 'stable      '));
    git('add', 'r1040-first');
    git('commit', '--quiet', '-m', 'Add r1040-first');
  }, 60_000);

  it('moves what git knows with git, and changes the names in it', async () => {
    const result = await runCli(['rename', folder('r1040-first'), 'r1040-better']);
    const mention = `rulelib: ${join(folder('r1060-third'), 'README.md')} names the old rule\n`;
    expect(result).toEqual({ code: 0, stdout: `${folder('r1040-better')}\n`, stderr: mention });
    expect(git('status', '--short', '--', 'r1040-first', 'r1040-better')).toMatch(
      /^R[ M] .*r1040-first\/README.md -> /m,
    );
    expect(read('r1040-better').join()).not.toContain('r1040-first');
    expect(readFileSync(join(folder('r1060-third'), 'README.md'), 'utf8')).toContain('r1040-first');
  });

  it('changes the id with the number, and moves what git does not know', async () => {
    const { code, stderr } = await runCli(['rename', folder('r1050-second'), 'r1051-second']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(folder('r1050-second'))).toBe(false);
    expect(read('r1051-second').join()).not.toMatch(/[rR]1050/);
    expect(readFileSync(join(library, 'retired-ids.json'), 'utf8')).toBe('[]\n');
  });

  it('retires the id of a rule that was out in the world', async () => {
    const { code, stderr } = await runCli(['rename', `${folder('r1070-fourth')}/`, 'r1071-fourth']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'rulelib: R1070 is retired: no rule gets it again\n' });
    expect(JSON.parse(readFileSync(join(library, 'retired-ids.json'), 'utf8'))).toEqual(['R1070']);
    const again = await runCli(['rename', folder('r1071-fourth'), 'r1070-fourth']);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/^rulelib: Retired rule id "R1070"/) });
  });

  it('leaves a library that lint finds nothing in', async () => {
    const { code, stdout } = await runCli(['lint', library]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  it.each([
    [[], 'Expected an old and a new name, got too few'],
    [['r1040-better'], 'Expected an old and a new name, got too few'],
    [['r9998-none', 'r9999-none'], 'Cannot find a rule in "r9998-none"'],
    [[folder('r1060-third'), 'R1061'], 'Expected a name such as r1040-suspicious-shell, got "R1061"'],
    [[folder('r1060-third'), 'r1051-third'], 'Duplicate rule id "R1051": r1051-second has it'],
    [[folder('r1060-third'), 'r1060-third'], 'Cannot rename to r1060-third: it is there already'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['rename', ...args]);
    expect({ code, stdout, said: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', said: `rulelib: ${message}` });
    expect(existsSync(folder('r1060-third'))).toBe(true);
  });

  it('refuses a rule that it cannot read, and changes nothing', async () => {
    edit('r1060-third/rule.yaml', (text) => text.replace('severity: 5', 'severity: 50'));
    const { code, stderr } = await runCli(['rename', folder('r1060-third'), 'r1061-third']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Expected a severity from 0 to 10') });
    expect(existsSync(folder('r1060-third'))).toBe(true);
  });
});
