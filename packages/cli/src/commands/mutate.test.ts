import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root, runCli } from '../run-cli.test.support.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulelib-')));
// Where the rule folders of a checkout find the rule tester.
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true }));

type Edit = readonly [file: 'rule.yaml' | 'rule.test.ts', from: string, to: string];

/** The folder of R0010 with changes, as seen from the root, where rulelib is run. */
function copyWith(name: string, edits: readonly Edit[] = []): string {
  const copy = join(folder, name);
  cpSync(join(root, 'pkg/rules/r0010-unexpected-sensitive-file-access'), copy, { recursive: true });
  for (const [file, from, to] of edits) {
    const text = readFileSync(join(copy, file), 'utf8');
    if (!text.includes(from)) throw new Error(`Cannot find the test's text: ${from}`);
    writeFileSync(join(copy, file), text.replace(from, to));
  }
  return relative(root, copy);
}

/** Where the text stands in the rule's file. */
function placeOf(path: string, text: string): { readonly line: number; readonly column: number } {
  const lines = readFileSync(join(root, path, 'rule.yaml'), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  return { line: index + 1, column: (lines[index]?.indexOf(text) ?? 0) + 1 };
}

/** The cases that tell /etc/shadow from its neighbours, left out. */
const withoutNeighbours: readonly Edit[] = [
  ['rule.test.ts', "    '/etc/shado': { event: { ...open, path: '/etc/shado' } },\n", ''],
  ['rule.test.ts', "    'a shadow file elsewhere': { event: { ...open, path: '/var/lib/image/etc/shadow' } },\n", ''],
];

describe.concurrent('rulelib mutate', () => {
  it('finds no survivor in any rule of the library', async () => {
    const { code, stdout, stderr } = await runCli(['mutate']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^rulelib: \d+ rules, \d+ mutants, 0 survivors\n$/);
  }, 120_000);

  it('lists what a test does not notice, with its place', async () => {
    const path = copyWith('weak', withoutNeighbours);
    const { line, column } = placeOf(path, "startsWith('/etc/shadow')");
    expect(await runCli(['mutate', path])).toEqual({
      code: 1,
      stdout: `${path}/rule.yaml:${line}:${column}: Unnoticed change of "startsWith": moved to "contains"
${path}/rule.yaml:${line}:${column + 'startsWith('.length}: Unnoticed change of "'/etc/shadow'": moved to "'/etc/shado'"
`,
      stderr: 'rulelib: 1 rule, 8 mutants, 2 survivors\n',
    });
  });

  it('gives the same as JSON, one survivor a line', async () => {
    const path = copyWith('weak-json', withoutNeighbours);
    const { code, stdout } = await runCli(['mutate', path, '--format', 'json']);
    expect(code).toBe(1);
    const [first] = stdout.split('\n');
    expect(JSON.parse(first ?? '')).toEqual({
      file: `${path}/rule.yaml`,
      ...placeOf(path, "startsWith('/etc/shadow')"),
      ruleId: 'R0010',
      pointer: '/expressions/ruleExpression/0/expression',
      change: 'moved',
      text: 'startsWith',
      replacement: 'contains',
      expression: "event.path.contains('/etc/shadow') && !ap.was_path_opened(event.containerId, event.path)",
    });
  });

  it('takes ids of the library and folders, each once', async () => {
    const { code, stderr } = await runCli(['mutate', 'r1015', 'R1015', 'pkg/rules/r1015-malicious-ptrace-usage']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'rulelib: 1 rule, 1 mutant, 0 survivors\n' });
  });

  it('ends with exit code 2 where a test fails on its rule as it is, and mutates the others', async () => {
    const failing = copyWith('failing', [['rule.test.ts', "path: '/etc/shells'", "path: '/etc/shadow'"]]);
    const { code, stdout, stderr } = await runCli(['mutate', failing, 'R1015']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^rulelib: Cannot mutate R0010: its case "\/etc\/shells" fails: Expected no alert/);
    expect(stderr).toMatch(/\nrulelib: 1 rule, 1 mutant, 0 survivors\n$/);
  });

  it.each([
    ['a rule without a test', () => withoutTest(), /^rulelib: Cannot load .*rule\.test\.ts: .*\n/],
    [
      'a rule that cannot be read',
      () => copyWith('broken', [['rule.yaml', 'severity: 5', 'severity: 50']]),
      /rule\.yaml:\d+:\d+: .*\n.*Cannot read the rules in/,
    ],
    [
      'a file of rules',
      () => rulesFile(),
      /Expected a rule folder with rule\.yaml and rule\.test\.ts, got ".*many\.yaml"\n$/,
    ],
    ['an id that nothing has', () => 'R9999', /^rulelib: Unknown rule "R9999"/],
    ['no such folder', () => join(folder, 'none'), /Cannot read the rules in ".*none"\n$/],
  ])('ends with exit code 2 for %s', async (_what, path, message) => {
    const { code, stdout, stderr } = await runCli(['mutate', path()]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

function withoutTest(): string {
  const path = copyWith('untested');
  rmSync(join(root, path, 'rule.test.ts'));
  return path;
}

function rulesFile(): string {
  const path = join(folder, 'many.yaml');
  cpSync(join(root, 'pkg/rules/r0010-unexpected-sensitive-file-access/rule.yaml'), path);
  return path;
}
