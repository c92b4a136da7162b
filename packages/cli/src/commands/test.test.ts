import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryLibrary } from '../library.test.support.ts';
import { runCli } from '../run-cli.test.support.ts';

const library = temporaryLibrary();
const outside = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(outside, { recursive: true }));

describe('rulelib test', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    for (const name of ['r1040-good', 'r1041-bad']) await runCli(['new', name, '--in', library]);
    const file = join(library, 'r1041-bad/rule.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace("endsWith('/example", "endsWith('example"));
  }, 60_000);

  it.each([
    ['a folder', 'r1040-good'],
    ['a rule.yaml', 'r1040-good/rule.yaml'],
    ['a rule.test.ts', 'r1040-good/rule.test.ts'],
  ])('runs the tests of %s, and exits with 0 when they pass', async (_what, path) => {
    const { code, stdout, stderr } = await runCli(['test', join(library, path)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('r1040-good > fires: example-program');
    expect(stdout).not.toContain('r1041-bad');
  });

  it('exits with 1 when a test fails, and says which and why', async () => {
    const { code, stdout, stderr } = await runCli(['test', library]);
    expect(code).toBe(1);
    expect(stdout).toContain('r1040-good > fires: example-program');
    expect(stderr).toContain('r1041-bad > stays quiet: a program whose name ends like it');
    expect(stderr).toContain('Expected no alert, got "bash (pid 4242) executed /usr/bin/not-example-program"');
  });

  it('says what to install where there is no vitest', async () => {
    await runCli(['new', 'r1040-good', '--in', outside]);
    const file = join(outside, 'r1040-good/rule.test.ts');
    expect(await runCli(['test', outside])).toEqual({
      code: 2,
      stdout: '',
      stderr: `rulelib: Cannot find vitest, which runs ${file}: in a checkout run npm ci, elsewhere npm install --save-dev vitest @rulelibrary/rule-tester\n`,
    });
  });

  it('refuses a path that is not there, and a folder without tests', async () => {
    const empty = join(outside, 'empty');
    mkdirSync(empty);
    expect(await runCli(['test', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: 'rulelib: Cannot read "nowhere": no such file or folder\n',
    });
    expect(await runCli(['test', empty])).toMatchObject({
      code: 2,
      stderr: `rulelib: Cannot find a rule.test.ts in ${empty}\n`,
    });
  });
});
