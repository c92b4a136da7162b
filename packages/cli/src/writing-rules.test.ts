import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, runCli } from './run-cli.test.support.ts';

// docs/writing-rules.md is followed to the letter: what it tells its reader to write is written, and run.

const page = readFileSync(join(root, 'docs/writing-rules.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'rulelib-writing-'));
const ruleFolder = join(folder, 'pkg/rules/r1040-cron-file-written');
const recording = join(folder, 'try.jsonl');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
}

beforeAll(() => {
  mkdirSync(ruleFolder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(ruleFolder, 'rule.yaml'), blocks('yaml').join(''));
  writeFileSync(join(ruleFolder, 'rule.test.ts'), blocks('ts').join(''));
  writeFileSync(recording, blocks('json').join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('docs/writing-rules.md', () => {
  it('has a rule that raises the alert it shows', async () => {
    const { code, stdout, stderr } = await runCli(['replay', recording, '--rules', ruleFolder]);
    expect({ code, alerts: / (\d+) alerts?\n/.exec(stderr)?.[1] }).toEqual({ code: 0, alerts: '1' });
    expect(blocks('text')).toHaveLength(1);
    expect(stdout).toContain(blocks('text')[0]);
  });

  it('has a test that the rule passes', () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const report = join(folder, 'report.json');
    const options = ['--root', folder, '--config', join(root, 'vitest.config.ts'), '--outputFile', report];
    const { status } = spawnSync(process.execPath, [vitest, 'run', '--reporter', 'json', ...options], { cwd: folder });
    const cases = blocks('ts')
      .join('')
      .match(/event: /g);
    // One more for each of: it compiles, it has cases for every event type.
    expect(status).toBe(0);
    const numPassedTests = (cases?.length ?? 0) + 2;
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ success: true, numPassedTests });
  });

  it('has a test that notices every change of a condition', async () => {
    expect(await runCli(['mutate', ruleFolder])).toMatchObject({ code: 0 });
  });

  it('names commands that there are, and options that they have', async () => {
    const used = Map.groupBy(page.matchAll(/npx rulelib (\w+)(.*)/g), ([, name = '']) => name);
    expect(used.size).toBeGreaterThan(5);
    const { stdout } = await runCli(['--help']);
    await Promise.all(
      [...used].map(async ([name, uses]) => {
        expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
        const help = (await runCli([name, '--help'])).stdout;
        const options = uses.flatMap(([, , rest = '']) => rest.match(/--\w+/g) ?? []);
        for (const option of options) expect(help).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
      }),
    );
  });

  it('links to what is there', () => {
    const paths = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => join(root, 'docs', path ?? ''));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
