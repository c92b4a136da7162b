import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root, runCli } from '../run-cli.test.support.ts';
import { temporaryFolder, threatRule } from '../threat/threat-rules.test.support.ts';

const sequence = {
  id: 'read-then-run',
  severity: 'critical',
  match: undefined,
  status: 'experimental',
  correlation: {
    scope: 'session',
    window: '60s',
    steps: [
      { id: 'read', match: 'e.event.action == "file.read"' },
      { id: 'run', match: 'e.event.action == "command.executed" && e.system_context.skills[0] == 1' },
    ],
  },
};

const rules = temporaryFolder({
  'read.rule.yaml': threatRule({ severity: 'low' }),
  'sequence.rule.yaml': threatRule(sequence),
  'file.json': '{}',
});

function line(action: string, second: number, keys: object = {}): string {
  const timestamp = `2026-06-13T10:00:${String(second).padStart(2, '0')}Z`;
  return JSON.stringify({ timestamp, event: { action }, session: { id: 's1' }, ...keys });
}

const run = line('command.executed', 30, { command: { command: 'curl x' }, system_context: { skills: [1] } });
const lines = [
  run,
  line('file.read', 10, { file: { path: '.env' } }),
  line('file.read', 20, { session: { id: 's2' } }),
];
const log = (...text: string[]) => join(temporaryFolder({ 'log.jsonl': `${text.join('\n')}\n` }), 'log.jsonl');

const idsOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text))
    .map(({ ruleId, sessionId, lines: places }) => [ruleId, sessionId, places]);

describe('rulelib scan', () => {
  const file = log(...lines);
  const scan = (...args: string[]) => runCli(['scan', '--rules', rules, '--log', file, ...args]);

  it('sorts the events, and says what it found in them', async () => {
    const { code, stdout, stderr } = await scan();
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'rulelib: 3 events; 3 findings\n' });
    expect(stdout.split('\n')).toEqual([
      'LOW      read File read',
      '  A file was read',
      '  session    s1',
      '  line 2     2026-06-13T10:00:10Z  file.read  .env',
      '',
      'LOW      read File read',
      '  A file was read',
      '  session    s2',
      '  line 3     2026-06-13T10:00:20Z  file.read',
      '',
      'CRITICAL read-then-run File read',
      '  A file was read',
      '  session    s1',
      '  line 2     2026-06-13T10:00:10Z  file.read  .env',
      '  line 1     2026-06-13T10:00:30Z  command.executed  curl x',
      '',
      '',
    ]);
  });

  it('says it as JSON, one finding a line', async () => {
    const { stdout } = await scan('--json');
    expect(idsOf(stdout)).toEqual([
      ['read', 's1', [2]],
      ['read', 's2', [3]],
      ['read-then-run', 's1', [2, 1]],
    ]);
    expect(JSON.parse(stdout.split('\n')[2] ?? '')).toMatchObject({
      title: 'File read',
      severity: 'critical',
      posture: 'detect',
      reason: 'A file was read',
      events: [JSON.parse(lines[1] ?? ''), JSON.parse(lines[0] ?? '')],
    });
  });

  it('says it as SARIF', async () => {
    const { stdout } = await scan('--format', 'sarif');
    const [{ tool, results }] = JSON.parse(stdout).runs;
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['read', 'read-then-run']);
    expect(results.map((result: { ruleId: string; level: string }) => [result.ruleId, result.level])).toEqual([
      ['read', 'note'],
      ['read', 'note'],
      ['read-then-run', 'error'],
    ]);
    expect(results[2].locations[1].physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 });
  });

  it.each([
    [['--min-severity', 'low'], 0, 3],
    [['--min-severity', 'medium'], 0, 1],
    [['--session', 's2'], 0, 1],
    [['--session', 's3'], 0, 0],
    [['--fail-on', 'critical'], 1, 3],
    [['--fail-on', 'critical', '--session', 's2'], 0, 1],
    [['--fail-on', 'low', '--session', 's2'], 1, 1],
  ])('%j', async (args, code, findings) => {
    const result = await scan('--json', ...args);
    expect({ code: result.code, findings: idsOf(result.stdout).length }).toEqual({ code, findings });
  });

  it('reads standard input', async () => {
    const { stdout } = await runCli(['scan', '--rules', rules, '--json'], { input: `${lines.join('\n')}\n` });
    expect(idsOf(stdout)).toHaveLength(3);
  });

  it.each([
    [['--rules', rules, '--log', 'nowhere'], 'Cannot read "nowhere": no such file or folder'],
    [['--fail-on', 'worst'], 'Expected info or low or medium or high or critical after --fail-on, got "worst"'],
    [['--follow', '--format', 'sarif'], 'Expected text or json with --follow, got "sarif"'],
    [['--rules', 'packages/cli/samples'], 'Cannot find a threat rule in packages/cli/samples'],
    [['--log', join(rules, 'file.json'), '--fields', join(rules, 'file.json')], 'Cannot use the fields in'],
  ])('%j could not run', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['scan', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`rulelib: ${message}`);
  });
});

describe('a log with lines that are no events', () => {
  const hostile = temporaryFolder();
  const file = join(hostile, 'log.jsonl');
  const long = Buffer.from(`{"message":"${'x'.repeat(8_000_000)}"}`);
  const limit = (bytes: number) => Buffer.from(`{"message":"${'x'.repeat(bytes - '{"message":""}'.length)}"}`);
  writeFileSync(
    file,
    Buffer.concat(
      [
        Buffer.from(lines[1] ?? ''),
        long,
        Buffer.from('{"event":'),
        Buffer.from([0x22, 0xff, 0x22]),
        Buffer.from(line('file.read', 1, { zzz: 1, file: { what: 2 } })),
        Buffer.from('{"event":{"action":1}}'),
        limit(1024 * 1024),
        limit(1024 * 1024 + 1),
        Buffer.from(`{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},"event":{"action":"file.read"}}`),
        Buffer.from(run),
      ].flatMap((one) => [one, Buffer.from('\n')]),
    ),
  );

  it('is read to its end: each is said with its number, and counted', async () => {
    const { code, stdout, stderr } = await runCli(['scan', '--rules', rules, '--log', file, '--json']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(stderr.replaceAll(`${hostile}/`, '').split('\n')).toEqual([
      'rulelib: log.jsonl:2: Too long line "8000014 bytes", maximum 1048576; skipped',
      'rulelib: log.jsonl:3: Expected JSON, got "{\\"event\\":"; skipped',
      'rulelib: log.jsonl:4: Expected UTF-8, got other bytes; skipped',
      'rulelib: log.jsonl:5: Unknown key "zzz"; passed over',
      'rulelib: log.jsonl:5: Unknown key "file.what"; passed over',
      'rulelib: log.jsonl:6: Expected text, got "1" in "event.action"; skipped',
      'rulelib: log.jsonl:8: Too long line "1048577 bytes", maximum 1048576; skipped',
      'rulelib: log.jsonl:9: Unknown key "deep"; passed over',
      'rulelib: 5 events, 5 broken lines skipped, 3 unknown keys passed over; 4 findings',
      '',
    ]);
  });

  it('of nothing else could not be read', async () => {
    const { code, stderr } = await runCli(['scan', '--rules', rules], { input: 'a\n'.repeat(22) });
    expect(code).toBe(2);
    expect(stderr).toContain('(standard input):21: further broken lines are counted only\n');
    expect(stderr).toContain('rulelib: Cannot read an event in "(standard input)"\n');
  });

  it('says where a condition could not be decided', async () => {
    const input = `${lines[1]}\n${line('command.executed', 20)}\n`;
    const { stderr } = await runCli(['scan', '--rules', rules, '--json'], { input });
    expect(stderr).toMatch(/^rulelib: \(standard input\):2: read-then-run, step run: .*; no match$/m);
    expect(stderr).toContain('1 evaluation error; ');
  });
});

/** A scan that goes on: what it has said so far, and how it ends. */
function follow(file: string) {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const args = [
    '--conditions=@rulelibrary/source',
    main,
    'scan',
    '--rules',
    rules,
    '--log',
    file,
    '--follow',
    '--json',
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text.stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    text.stderr += part;
  });
  const found = (count: number) =>
    expect.poll(() => text.stdout.split('\n').length - 1, { timeout: 15_000, interval: 20 }).toBe(count);
  /** Once the error output holds what is waited for. */
  const stop = async (said: RegExp) => {
    await expect.poll(() => text.stderr, { timeout: 15_000, interval: 20 }).toMatch(said);
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    return { code, ...text };
  };
  return { found, stop };
}

describe('rulelib scan --follow', () => {
  it('goes on as the log grows, is cut short, and another takes its place', { timeout: 40_000 }, async () => {
    const file = log(lines[1] ?? '');
    const { found, stop } = follow(file);
    await found(1);
    const half = run.length / 2;
    appendFileSync(file, run.slice(0, half));
    appendFileSync(file, `${run.slice(half)}\n`);
    await found(2);
    truncateSync(file);
    await new Promise((resolve) => setTimeout(resolve, 500));
    appendFileSync(file, `${line('file.read', 40)}\n`);
    await found(3);
    renameSync(file, `${file}.1`);
    writeFileSync(file, `${line('file.read', 50)}\n`);
    await found(4);
    appendFileSync(file, 'broken\n');
    const { code, stdout, stderr } = await stop(/skipped/);
    expect({ code, lines: idsOf(stdout).map(([, , lines]) => lines) }).toEqual({
      code: 0,
      lines: [[1], [1, 2], [1], [1]],
    });
    expect(stderr).toMatch(/:2: Expected JSON, got "broken"; skipped$/m);
    expect(stderr).toMatch(/^rulelib: 4 events, 1 broken line skipped; 4 findings$/m);
  });

  it('reads standard input in the order in which it comes', async () => {
    const { stdout, stderr } = await runCli(['scan', '--rules', rules, '--json', '--follow'], {
      input: [lines[1], run, lines[1], run, lines[0]].join('\n'),
    });
    expect(idsOf(stdout)).toEqual([
      ['read', 's1', [1]],
      ['read-then-run', 's1', [1, 2]],
      ['read', 's1', [3]],
    ]);
    expect(stderr).toContain('5 events; 1 sequence held back; 3 findings');
  });
});
