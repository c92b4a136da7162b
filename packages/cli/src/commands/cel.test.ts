import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { root, runCli } from '../run-cli.test.support.ts';

const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const event = '{"timestamp":"2026-11-21T16:54:00Z","eventType":"open","pid":7,"comm":"cat","path":"/etc/shadow"}';

async function answers(input: string | Buffer): Promise<unknown[]> {
  const { code, stdout, stderr } = await runCli(['cel', '--batch'], { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

describe.concurrent('rulelib cel', () => {
  it.each([
    [['--expr=-1'], 'type   int\nvalue  -1\n'],
    [['--expr', 'x.map(i, i * 2)', '--bindings', '{"x":[1,2]}'], 'type   list(int)\nvalue  [2, 4]\n'],
    [
      ['--expr', 'x.b', '--bindings', `@${file('b.json', '{"x":{"a":1,"b":{"bytes":"YQ=="}}}')}`],
      'type   dyn\nvalue  b"a"\n',
    ],
    [['--expr', 'math.greatest(1, 2) == 2 ? "\\x1b[2J" : ""'], 'type   string\nvalue  "\\u001b[2J"\n'],
  ])('%j', async (args, stdout) => {
    expect(await runCli(['cel', ...args])).toEqual({ code: 0, stdout, stderr: '' });
  });

  it.each([
    ['a file', file('event.jsonl', event), ''],
    ['standard input', '-', `\n${event}\n`],
  ])('evaluates as part of a rule on the event in %s', async (_name, path, input) => {
    const expr = "event.path.startsWith('/etc/') && !ap.was_path_opened(event.containerId, event.path)";
    const transcript = await runCli(['cel', '--expr', expr, '--event', path], { input });
    expect(transcript).toEqual({ code: 0, stdout: 'type   bool\nvalue  true\n', stderr: '' });
  });

  it('shows the checked expression, its cost and the code', async () => {
    const args = ['--expr', 'x > 1 ||\n!y', '--bindings', '{"x":1,"y":true}', '--ast', '--cost', '--code'];
    const { code, stdout } = await runCli(['cel', ...args]);
    const [tree, cost, ...js] = stdout.split('\n\n');
    expect(code).toBe(0);
    expect(tree).toBe(`or            bool  x > 1 ||\\n!y
  order >     bool  x > 1
    variable  int   x
    constant  int   1
  not         bool  !y
    variable  bool  y`);
    expect(cost).toMatch(/^\d+$/);
    expect(js.join()).toContain('return function evaluate');
  });

  it.each([
    [
      ['--expr', 'x ==\n  1 + unknown', '--bindings', '{"x":1}'],
      '2:7: Unknown variable "unknown"\n    1 + unknown\n        ^^^^^^^\n',
    ],
    [['--expr', '1 / 0'], '1:1: Cannot divide by zero\n  1 / 0\n  ^^^^^\n'],
  ])('%j is wrong: exit code 1', async (args, message) => {
    expect(await runCli(['cel', ...args])).toEqual({ code: 1, stdout: '', stderr: `rulelib: ${message}` });
  });

  it.each([
    [[], /^rulelib: Expected --expr EXPR or --batch, got nothing\n/],
    [['--expr', 'x', '--bindings', '{"x":'], /^rulelib: Cannot read bindings: /],
    [['--expr', 'x', '--bindings', '@/nowhere/x.json'], /^rulelib: Cannot read bindings: ENOENT/],
    [['--expr', '1', '--bindings', '{}', '--event', '-'], /^rulelib: Unexpected --bindings: /],
    [['--batch', '--ast'], /^rulelib: Unexpected --ast: /],
    [['--expr', '1', '--event', file('empty.jsonl', '')], /Cannot read an event in ".*empty.jsonl"\n$/],
    [['--expr', '1', '--event', file('two.jsonl', `${event}\n${event}\n`)], /Expected one event in ".*", got 2\n/],
  ])('%j cannot run: exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['cel', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe.concurrent('rulelib cel --batch', () => {
  it('answers each line, in order', async () => {
    const lines = [
      { expr: '1 + 1' },
      { expr: 'x + 1u', bindings: { x: { uint: '1' } } },
      { expr: 'x', bindings: { x: { map: [[{ int: '1' }, { double: 'NaN' }]] } } },
      { expr: 'x + 1', bindings: { x: { uint: '1' } } },
      { expr: 'true || 1 / 0 > 0 || nonsense', check: false },
      { expr: 'y', bindings: { 'a.b.y': { int: '1' } }, container: 'a.b' },
      { expr: 'optional.none()' },
      { expr: 'base64.encode(b"hi")' },
      { expr: "type(ip('10.0.0.1'))" },
      { expr: '1 / 0' },
      { expr: 'cel.bind(x, 1, x + x)', unknown: 'members are left out' },
    ];
    expect(await answers(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))).toEqual([
      { value: { int: '2' } },
      { value: { uint: '2' } },
      { value: { map: [[{ int: '1' }, { double: 'NaN' }]] } },
      { error: expect.stringMatching(/^1:1: /) },
      { value: { bool: true } },
      { value: { int: '1' } },
      { value: { optional: null } },
      { value: { string: 'aGk=' } },
      { value: { type: 'net.IP' } },
      { error: '1:1: Cannot divide by zero' },
      { value: { int: '2' } },
    ]);
  });

  it('answers a broken line with an error, and goes on', async () => {
    const lines = [
      'x',
      '[]',
      '{}',
      '{"expr":1}',
      '{"expr":"1","bindings":[]}',
      '{"expr":"x","bindings":{"x":1}}',
      '{"expr":"x","bindings":{"x":{"int":"1","uint":"1"}}}',
      '{"expr":"x","bindings":{"x":{"bytes":"!"}}}',
      '{"expr":"1","check":"no"}',
      '{"expr":"1","container":1}',
      '{"expr":"x","bindings":{"__proto__":{"int":"1"},"x":{"int":"2"}}}',
      '',
      '{"expr":"1"}',
    ];
    const all = await answers(lines.join('\n'));
    expect(all).toHaveLength(12);
    expect(all.slice(0, 10)).toEqual(Array(10).fill({ error: expect.any(String) }));
    expect(all.slice(10)).toEqual([{ value: { int: '2' } }, { value: { int: '1' } }]);
  });

  it('survives lines that are meant to break it', async () => {
    const limit = 8 * 1024 * 1024;
    const longest = '{"expr":""}'.length;
    const nested = (n: number) => `${'{"list":['.repeat(n)}${']}'.repeat(n)}`;
    const doubling = Array.from({ length: 40 }, (_, i) => `cel.bind(a${i + 1},[a${i},a${i}],`).join('');
    const lines: (string | Buffer)[] = [
      `{"expr":"${'1'.repeat(limit - longest)}"}`,
      `{"expr":"${'1'.repeat(limit - longest + 1)}"}`,
      Buffer.from([0x7b, 0xff, 0xfe]),
      '['.repeat(1_000_000),
      `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
      `{"expr":"x","bindings":{"x":${nested(100_000)}}}`,
      `{"expr":"${'('.repeat(10_000)}1${')'.repeat(10_000)}"}`,
      `{"expr":"x.matches('(x+x+)+y')","bindings":{"x":{"string":"${'x'.repeat(1_000_000)}"}}}`,
      `{"expr":"cel.bind(a0,1,${doubling}a40${')'.repeat(41)}"}`,
      '{"expr":"1"}',
    ];
    const input = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
    const all = await answers(input);
    const error = { error: expect.any(String) };
    expect(all).toEqual([
      { error: expect.stringMatching(/^1:1: Too many characters/) },
      { error: `Too long line "${limit + 1} bytes", maximum ${limit}` },
      { error: 'Expected UTF-8, got other bytes' },
      error,
      { error: 'Expected an object with "expr"' },
      { error: 'Too deep value, maximum 250 levels' },
      { error: '1:251: Too many nested operations, maximum 250' },
      { value: { bool: false } },
      { error: expect.stringContaining('Too many values') },
      { value: { int: '1' } },
    ]);
  }, 60_000);

  it('answers before the next line comes', async () => {
    const main = fileURLToPath(new URL('../main.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@rulelibrary/source', main, 'cel', '--batch'], { cwd: root });
    const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const number of ['1', '2', '3']) {
      child.stdin.write(`{"expr":"${number}"}\n`);
      expect((await output.next()).value).toBe(`{"value":{"int":"${number}"}}`);
    }
    child.stdin.end('{"expr":"4"}');
    expect((await output.next()).value).toBe('{"value":{"int":"4"}}');
    expect((await output.next()).done).toBe(true);
  });

  it('ends without a word when nobody reads its answers', async () => {
    const input = '{"expr":"\'a\'"}\n'.repeat(20_000);
    expect(await runCli(['cel', '--batch'], { input, leaves: true })).toMatchObject({ code: 0, stderr: '' });
  });
});

it('the README of the command shows what it does', async () => {
  const readme = readFileSync(join(root, 'packages/cli/README.md'), 'utf8');
  const [, line = '', answer = ''] = /rulelib cel --batch <<< '(.*)'\n# (.*)\n/.exec(readme) ?? [];
  expect(await answers(line)).toEqual([JSON.parse(answer)]);
});
