import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { takerOf } from './case-collection.ts';
import { loadCases } from './load-cases.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rule-tester-')));
// Where the rule folders of a checkout find the package.
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true }));

function ruleFolder(name: string, test?: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (test !== undefined) writeFileSync(join(path, 'rule.test.ts'), test);
  return path;
}

const describing = `import { describeRule, type CaseEvent } from '@rulelibrary/rule-tester';
const event: CaseEvent = { eventType: 'exec' };
describeRule(import.meta, { fires: { one: { event } }, staysQuiet: {} });
`;

const loading = `
import { loadCases } from '@rulelibrary/rule-tester';
const folder = process.argv[1];
console.log(JSON.stringify([await loadCases(folder), await loadCases(folder)]));
`;

/** In a process of its own, without a test runner. */
function load(path: string) {
  const args = ['--conditions=@rulelibrary/source', '--input-type=module', '--eval', loading, path];
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  return { stdout, stderr, status };
}

describe('loadCases', () => {
  it('gives what the test file gives to describeRule, each time anew, without a test runner', () => {
    const cases = { fires: { one: { event: { eventType: 'exec' } } }, staysQuiet: {} };
    const { stdout, stderr } = load(ruleFolder('good', describing));
    expect({ cases: JSON.parse(stdout || stderr) as unknown, stderr }).toEqual({ cases: [cases, cases], stderr: '' });
  });

  it('follows a link to the folder', () => {
    symlinkSync(ruleFolder('target', describing), join(folder, 'link'));
    expect(load(join(folder, 'link'))).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['a folder without a test', undefined, /Cannot load .*rule\.test\.ts: /],
    ['a test that describes nothing', 'export {};', /Cannot load .*: it does not call describeRule\(import\.meta, …\)/],
    ['a test that fails to load', "throw new Error('broken');", /Cannot load .*rule\.test\.ts: broken/],
  ])('refuses %s', async (what, test, message) => {
    const path = ruleFolder(what.replaceAll(' ', '-'), test);
    await expect(loadCases(path)).rejects.toThrow(message);
    expect(takerOf(path)).toBeUndefined();
  });

  it('refuses a folder that is not there', async () => {
    await expect(loadCases(join(folder, 'none'))).rejects.toThrow(/Cannot load .*none.*: ENOENT/);
  });
});
