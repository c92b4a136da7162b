import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.test.support.ts';

const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Parts {
  readonly id?: string;
  readonly more?: string;
  readonly dependency?: number;
  readonly enabled?: boolean;
  readonly policy?: boolean;
}

function ruleText({ id = 'R9001', more = '', dependency = 2, enabled = true, policy = false }: Parts = {}): string {
  return `apiVersion: kubescape.io/v1
kind: Rules
metadata: { name: test }
spec:
  rules:
    - name: Test
      enabled: ${enabled}
      id: ${id}
      description: A rule of a test.
      expressions:
        message: "event.comm + ' opened ' + event.path"
        uniqueId: "event.path"
        ruleExpression:
          - eventType: open
            expression: >-
              (event.path.startsWith('/etc/shadow') || event.path == '/etc/sudoers') &&
              !ap.was_path_opened(event.containerId, event.path)
      profileDependency: ${dependency}
      severity: 5
      supportPolicy: ${policy}
      isTriggerAlert: true
      mitreTactic: TA0006
      mitreTechnique: T1003
      tags: ["context:host", "context:kubernetes"]
${more}`;
}

const rule = file('rule.yaml', ruleText());

function event(more: object = {}): string {
  const base = {
    timestamp: '2026-11-21T16:54:00Z',
    eventType: 'open',
    mntns: 1,
    pid: 7,
    comm: 'cat',
    path: '/etc/shadow',
  };
  return `${JSON.stringify({ ...base, ...more })}\n`;
}

const inPod = { containerId: 'c1', containerName: 'app', namespace: 'default', podName: 'web' };

/** The verdict on each event. */
async function verdicts(args: readonly string[], input: string): Promise<string[]> {
  const { code, stdout, stderr } = await runCli(['explain', ...args, '--format', 'json'], { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { verdict: string }).verdict);
}

describe.concurrent('rulelib explain', () => {
  it('shows the alert, what decided, and every piece with its place and value', async () => {
    expect(await runCli(['explain', rule], { input: event() })).toEqual({
      code: 0,
      stderr: '',
      stdout: `(standard input):1: open of cat (pid 7)
  R9001 raised an alert
  message   cat opened /etc/shadow
  uniqueId  /etc/shadow
  ${rule}:16:15: true; → decided
    16:15  (event.path.startsWith('/etc/shadow') || event.path == '/etc/sudoers') && !ap.was_path_opened(event.… (24 more) = true
    16:16    event.path.startsWith('/etc/shadow') || event.path == '/etc/sudoers' = true
  → 16:16      event.path.startsWith('/etc/shadow') = true
    16:16        event.path = "/etc/shadow"
    16:56      event.path == '/etc/sudoers' = false
    16:56        event.path = "/etc/shadow"
    17:15    !ap.was_path_opened(event.containerId, event.path) = true
  → 17:16      ap.was_path_opened(event.containerId, event.path) = false
    17:35        event.containerId = ""
    17:54        event.path = "/etc/shadow"

`,
    });
  });

  it('gives the same as JSON, one event a line', async () => {
    const { code, stdout } = await runCli(['explain', rule, '--format', 'json'], {
      input: event({ path: '/etc/hosts' }),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      place: '(standard input):1',
      eventType: 'open',
      ruleId: 'R9001',
      verdict: 'no_match',
      reason: 'R9001 was asked and said no',
      context: 'host',
      expressions: [
        {
          file: rule,
          line: 16,
          column: 15,
          value: false,
          decidedBy: [
            { line: 16, column: 16, text: "event.path.startsWith('/etc/shadow')", value: false },
            { line: 16, column: 56, text: "event.path == '/etc/sudoers'", value: false },
          ],
          operands: [
            { value: false, operands: [{ operands: [{ text: 'event.path', value: '/etc/hosts' }] }, {}] },
            { line: 17, column: 15, value: true },
          ],
        },
      ],
    });
  });

  it('names the gate that an event did not pass', async () => {
    const input = [
      event(),
      event(),
      event({ timestamp: '2026-11-21T16:55:00Z' }),
      event({ eventType: 'exit', path: undefined }),
      event({ containerId: 'c2', path: '/etc/shadow-' }),
      event({ error: 2, path: '/etc/shadow.bak' }),
    ].join('');
    expect(await verdicts([rule], input)).toEqual([
      'alert',
      'deduplicated',
      'cooldown',
      'event_type',
      'other_context',
      'failed_call',
    ]);
  });

  const profile = file(
    'profile.yaml',
    `apiVersion: kubescape.io/v1
kind: ApplicationProfile
metadata: { name: web }
spec: { containers: [{ name: app, rulePolicies: { R9001: { containerAllowed: true } } }] }
`,
  );
  const needing = file('needing.yaml', ruleText({ dependency: 0 }));

  it.each([
    ['prefilter', [file('filtered.yaml', ruleText({ more: '      state: { ignorePrefixes: [/etc] }\n' }))]],
    ['policy', [file('allowed.yaml', ruleText({ policy: true })), '--profiles', profile]],
    ['profile_missing', [needing]],
    ['alert', [needing, '--profiles', profile]],
  ])('names the %s', async (verdict, args) => {
    expect(await verdicts(args, event(inPod))).toEqual([verdict]);
  });

  const off = file('off.yaml', ruleText({ enabled: false }));

  it('shows the expression of a rule that is switched off', async () => {
    const { stdout } = await runCli(['explain', off], { input: event() });
    expect(stdout).toContain('  R9001 was not asked: it is switched off; switched on, it would raise an alert\n');
    expect(stdout).toMatch(/→ 16:16 {6}event\.path\.startsWith\('\/etc\/shadow'\) = true/);
  });

  it('takes a rule that is switched off for one that is on with --disabled', async () => {
    expect(await verdicts([off, '--disabled'], event())).toEqual(['alert']);
  });

  it('takes the id of a rule of the library, and its folder', async () => {
    const [byId, ...others] = await Promise.all([
      runCli(['explain', 'r1000', 'packages/cli/samples/acts.jsonl']),
      verdicts(['pkg/rules/r0010-unexpected-sensitive-file-access'], event()),
      verdicts(['R9001', '--rules', rule], event()),
    ]);
    expect(byId).toMatchObject({ code: 0, stderr: '' });
    expect(byId.stdout).toContain('R1000 raised an alert');
    expect(byId.stdout).toContain("event.exepath.startsWith('/dev/shm/') = true");
    expect(others).toEqual([['alert'], ['alert']]);
  });

  it('lets no terminal obey what the event holds', async () => {
    const { stdout } = await runCli(['explain', rule], {
      input: event({ comm: '\u001b[2J', path: '/etc/shadow\u001b[2J' }),
    });
    expect(stdout).toContain('open of \\e[2J (pid 7)');
    expect(stdout).not.toContain('\u001b');
  });

  it('skips broken lines and names them', async () => {
    const { code, stdout, stderr } = await runCli(['explain', rule], { input: `x\n${event()}` });
    expect(code).toBe(0);
    expect(stdout).toContain('(standard input):2: open of cat');
    expect(stderr).toMatch(/^rulelib: \(standard input\):1: .*; skipped\n$/);
  });

  it.each([
    ['no rule', [], /^rulelib: Expected a rule, got nothing\nrulelib explain --help/],
    ['an id that nothing has', ['R9999'], /^rulelib: Unknown rule "R9999"/],
    ['a path without a rule', [folder, '-', '--format', 'json'], /Expected one rule in ".*", got "/],
    ['no such file', [join(folder, 'none')], /Cannot find a rule in ".*none"\n$/],
    [
      'a rule that does not compile',
      [file('bad.yaml', ruleText().replace('event.path ==', 'event.pth =='))],
      /:16:\d+: .*pth.*\n.*Cannot explain R9001: it was rejected\n$/,
    ],
    ['a third argument', [rule, '-', 'x'], /^rulelib: Unexpected argument "x"/],
    ['no such recording', [rule, join(folder, 'none.jsonl')], /^rulelib: Cannot read ".*none.jsonl": ENOENT/],
    ['nothing but broken lines', [rule, file('broken.jsonl', 'x\n')], /Cannot read an event in ".*broken.jsonl"\n$/],
  ])('ends with exit code 2 for %s', async (_what, args, message) => {
    const { code, stdout, stderr } = await runCli(['explain', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('rulelib explain of a sequence', () => {
  const sequence = `sequence:
          window: 10s
          by: "event.comm"
          steps:
            - { id: read, eventType: open, expression: "event.path == '/etc/shadow'" }
            - { id: run, eventType: exec, expression: "event.pid == steps.read.event.pid" }
`;
  const text = ruleText()
    .replace(/ruleExpression:[\s\S]*(?= {6}profileDependency)/, sequence)
    .replace("event.comm + ' opened ' + event.path", "'after ' + steps.read.event.path")
    .replace('uniqueId: "event.path"', 'uniqueId: "event.comm"');
  const rule = file('sequence.yaml', text);
  const exec = event({ eventType: 'exec', timestamp: '2026-11-21T16:54:03Z', path: undefined });

  it('shows which steps are filled and which are missing', async () => {
    const { code, stdout } = await runCli(['explain', rule], { input: event() + exec });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^ {2,4}[a-zA-Z]/.test(line) && !line.includes('.yaml'))).toEqual([
      '  R9001 was asked and waits: the event fills read; run missing',
      '  sequence  of cat',
      '    read  open of cat (pid 7) at 2026-11-21T16:54:00Z',
      '    run   missing',
      '  R9001 raised an alert',
      '  message   after /etc/shadow',
      '  uniqueId  cat',
      '  sequence  of cat',
      '    read  open of cat (pid 7) at 2026-11-21T16:54:00Z',
      '    run   exec of cat (pid 7) at 2026-11-21T16:54:03Z',
    ]);
  });

  it('gives the same as JSON', async () => {
    expect(await verdicts([rule], event() + exec)).toEqual(['incomplete', 'alert']);
    const { stdout } = await runCli(['explain', rule, '--format', 'json'], { input: event() });
    expect((JSON.parse(stdout) as { sequence: object }).sequence).toEqual({
      key: 'cat',
      fills: ['read'],
      filled: [{ step: 'read', timestamp: '2026-11-21T16:54:00Z', eventType: 'open', comm: 'cat', pid: 7 }],
      missing: ['run'],
    });
  });
});
