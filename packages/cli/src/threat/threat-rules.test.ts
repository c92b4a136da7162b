import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';
import { temporaryFolder, threatRule } from './threat-rules.test.support.ts';

const good = temporaryFolder({ 'read.rule.yaml': threatRule() });

/** A Kubernetes rule with one finding. */
const kubernetesRule = 'packages/rule-tester/test/broken-rule/rule.yaml';

const failing = temporaryFolder({
  'a.rule.yaml': threatRule(),
  'b.rule.yaml': threatRule({
    id: 'other',
    tests: [
      { name: 'wrong', verdict: 'no_match', events: [{ event: { action: 'file.read' } }] },
      { name: 'right', verdict: 'match', events: [{ event: { action: 'file.read' } }] },
    ],
  }),
  'c.rule.yaml': threatRule({ id: 'broken', match: 'e.file.pth == ""' }),
  'd.rule.yaml': 'id: [\n',
  'e.rule.yaml': threatRule(),
});

const newer = temporaryFolder({ 'newer.rule.yaml': threatRule({ spec: 'threat-rules/v1.2', id: 'newer' }) });

const warned = temporaryFolder({ 'open.rule.yaml': threatRule({ match: 'e.event.action != "file.write"' }) });

const fields = temporaryFolder({
  'own.json': JSON.stringify({ fields: [{ path: 'host.name', type: 'string' }] }),
  'more.json': JSON.stringify({ extends: 'built-in', fields: [{ path: 'host.name', type: 'string' }] }),
  'bad.json': JSON.stringify({ fields: [{ path: 'host.name', type: 'text' }] }),
  'host.rule.yaml': threatRule({
    match: 'e.host.name == "a"',
    status: 'experimental',
    tests: [
      { name: 'it', verdict: 'match', events: [{ host: { name: 'a' } }] },
      { name: 'another', verdict: 'no_match', events: [{ host: { name: 'b' } }] },
    ],
  }),
});

describe.each(['lint', 'test'])('rulelib %s of threat rules', (command) => {
  it('says which are well, and ends with 0', async () => {
    const { code, stdout } = await runCli([command, good]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'ok   read (2 fixtures)\n1 rule(s), 2 fixture(s), 0 failure(s)\n',
    });
  });

  it('takes a file as it takes a folder', async () => {
    expect(await runCli([command, join(good, 'read.rule.yaml')])).toMatchObject({
      code: 0,
      stdout: 'ok   read (2 fixtures)\n1 rule(s), 2 fixture(s), 0 failure(s)\n',
    });
  });

  it('says which fixtures fail and which rules do not run, and ends with 1', async () => {
    const { code, stdout } = await runCli([command, failing]);
    expect(code).toBe(1);
    expect(stdout.replaceAll(`${failing}/`, '').split('\n')).toEqual([
      'd.rule.yaml:2:1: Cannot parse YAML: deficient indentation [syntax]',
      'e.rule.yaml:2:9: Duplicate rule id "read", first at a.rule.yaml:2:9 [duplicate-id]',
      'c.rule.yaml:8:20: Unknown field "pth" of Event.file; did you mean "path"? [expression]',
      'ok   read (2 fixtures)',
      'FAIL other/wrong: expected no_match, got match',
      '2 rule(s), 4 fixture(s), 4 failure(s)',
      '',
    ]);
  });

  it('says the same as JSON and as SARIF', async () => {
    const [json, sarif] = await Promise.all([
      runCli([command, failing, '--format', 'json']),
      runCli([command, failing, '--format', 'sarif']),
    ]);
    const codes = json.stdout.trimEnd().split('\n');
    const expected = ['fixture', 'expression', 'syntax', 'duplicate-id'];
    expect(codes.map((line) => JSON.parse(line).code)).toEqual(expected);
    const results: { ruleId: string; level: string }[] = JSON.parse(sarif.stdout).runs[0].results;
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual(expected.map((one) => [one, 'error']));
    expect([json.code, sarif.code]).toEqual([1, 1]);
  });

  it('skips a rule of a newer specification, and ends with 1', async () => {
    expect(await runCli([command, newer])).toMatchObject({
      code: 1,
      stdout: `SKIP newer: Newer specification "threat-rules/v1.2", known up to "threat-rules/v1.1": the rule is skipped
0 rule(s), 0 fixture(s), 0 failure(s)
`,
    });
  });

  it('reads other fields where it is told to', async () => {
    const run = (file: string) => runCli([command, fields, '--fields', join(fields, file)]);
    const [own, more, bad, none] = await Promise.all([
      run('own.json'),
      run('more.json'),
      run('bad.json'),
      runCli([command, fields]),
    ]);
    expect([own.code, more.code, bad.code, none.code]).toEqual([0, 0, 2, 1]);
    expect(bad.stderr).toContain(`Unknown type "text"`);
    expect(none.stdout).toContain('Unknown field "host" of Event');
  });
});

describe('rulelib lint of threat rules', () => {
  it('warns of what is not meant, ends with 0, and with --strict with 1', async () => {
    const [lax, strict, json, sarif] = await Promise.all([
      runCli(['lint', warned]),
      runCli(['lint', warned, '--strict']),
      runCli(['lint', warned, '--format', 'json']),
      runCli(['lint', warned, '--format', 'sarif']),
    ]);
    const message = `Open negation "e.event.action != \\"file.write\\"": it holds where the event has no "event.action"; add has(e.event.action)`;
    expect(lax.stdout.replaceAll(`${warned}/`, '')).toBe(`open.rule.yaml:8:13: warning: ${message} [negation]
ok   read (2 fixtures)
1 rule(s), 2 fixture(s), 0 failure(s)
`);
    expect([lax.code, strict.code, json.code, sarif.code]).toEqual([0, 1, 0, 0]);
    expect(JSON.parse(json.stdout)).toMatchObject({ code: 'negation', level: 'warning', message });
    expect(JSON.parse(sarif.stdout).runs[0].results).toMatchObject([{ ruleId: 'negation', level: 'warning' }]);
  });

  it('takes rules of both dialects at once', async () => {
    const { code, stdout } = await runCli(['lint', good, kubernetesRule]);
    expect(code).toBe(1);
    expect(stdout.split('\n').map((line) => line.slice(0, 50))).toEqual([
      'packages/rule-tester/test/broken-rule/rule.yaml:16',
      'ok   read (2 fixtures)',
      '1 rule(s), 2 fixture(s), 0 failure(s)',
      '',
    ]);
  });

  it('says once that a folder has rules of neither', async () => {
    const empty = temporaryFolder();
    expect(await runCli(['lint', empty])).toMatchObject({
      code: 1,
      stdout: `${empty}:1:1: Cannot read "${empty}": no rules in it [no-rules]\n`,
    });
  });
});

describe('rulelib test', () => {
  it('runs the tests of both dialects', async () => {
    const { code, stdout } = await runCli(['test', good, 'pkg/rules/r1015-malicious-ptrace-usage']);
    expect(code).toBe(0);
    expect(stdout).toContain('ok   read (2 fixtures)\n');
    expect(stdout).toMatch(/Tests .* passed/);
  });

  it('has no other format for a rule.test.ts', async () => {
    const args = ['test', 'pkg/rules/r1015-malicious-ptrace-usage', '--format', 'json'];
    expect(await runCli(args)).toMatchObject({
      code: 2,
      stderr: 'rulelib: Expected text as --format of a rule.test.ts, got "json"\n',
    });
  });
});

describe('rulelib fields --dialect threat-rules', () => {
  it('lists the fields by path', async () => {
    const { code, stdout } = await runCli(['fields', '--dialect', 'threat-rules']);
    const lines = stdout.trimEnd().split('\n');
    expect({ code, count: lines.length }).toEqual({ code: 0, count: 158 });
    expect(lines).toEqual(lines.toSorted((a, b) => ((a.split(' ')[0] ?? '') < (b.split(' ')[0] ?? '') ? -1 : 1)));
    expect(lines).toContain('e.sequence uint');
    expect(lines).toContain('e.gen_ai.request.stop_sequences list(string)');
  });

  it('as JSON is what --fields takes', async () => {
    const { stdout } = await runCli(['fields', '--dialect', 'threat-rules', '--format', 'json']);
    const file = join(temporaryFolder({ 'fields.json': stdout }), 'fields.json');
    expect(await runCli(['fields', '--dialect', 'threat-rules', '--format', 'json', '--fields', file])).toMatchObject({
      code: 0,
      stdout,
    });
  });

  it('as Markdown is a table', async () => {
    const { stdout } = await runCli(['fields', '--dialect', 'threat-rules', '--format', 'markdown']);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '| Field | Type | Since | Present |',
      '| --- | --- | --- | --- |',
      '| `e.approval.decision` | `string` | v1 | when not empty |',
    ]);
    expect(stdout).toContain('| `e.command.exit_code` | `int` | v1 | when given |\n');
  });

  it.each([
    [['--dialect', 'threat'], 'Expected kubernetes or threat-rules after --dialect, got "threat"'],
    [['--dialect', 'threat-rules', '--event', 'exec'], 'Unexpected option --event: threat rules have one event'],
    [['--fields', 'x.json'], 'Unexpected option --fields: it is for threat-rules alone'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await runCli(['fields', ...args]);
    expect({ code, line: stderr.split('\n')[0] }).toEqual({ code: 2, line: expect.stringContaining(message) });
  });
});
