import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { root, runCli } from '../run-cli.test.support.ts';

const samplePath = join(root, 'packages/cli/samples/acts.jsonl');
const sample = readFileSync(samplePath);
const folder = mkdtempSync(join(tmpdir(), 'rulelib-'));
afterAll(() => rmSync(folder, { recursive: true }));

const acts = ['R0010', 'R1010', 'R1000', 'R1005', 'R1015', 'R0009', 'R1002'];

function ruleIds(stdout: string): string[] {
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { ruleId: string }).ruleId);
}

function shadowRead(seconds: number, more: object = {}): string {
  const timestamp = new Date(Date.UTC(2026, 10, 21) + seconds * 1_000).toISOString();
  return `${JSON.stringify({ timestamp, eventType: 'open', mntns: 1, comm: 'cat', pid: 7, path: '/etc/shadow', ...more })}\n`;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe.concurrent('rulelib replay', () => {
  it('raises one alert for each act of the sample, and none for its neighbours', async () => {
    const { code, stdout, stderr } = await runCli(['replay', samplePath, '--format', 'json']);
    expect(code).toBe(0);
    expect(ruleIds(stdout)).toEqual(acts);
    expect(stderr).toMatch(/^rulelib: 21 events .* 7 alerts\n/);
  });

  it('prints blocks for people, without colour where there is no terminal', async () => {
    const { code, stdout } = await runCli(['replay', samplePath]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      [
        'HIGH     R1000 Process executed from malicious source  2026-11-21 16:54:10.209Z',
        '  worker (pid 4123) executed /dev/shm/.cache/worker as /dev/shm/.cache/worker in /root',
        '  process    worker[4123]  /dev/shm/.cache/worker  uid 0  in /root',
        '  args       /dev/shm/.cache/worker --pool pool.example.com:3333 --password ***',
        '  parents    bash[4021] ← sshd[812] ← systemd[1]',
        '  where      host  sample-node',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['standard input', ['replay'], sample],
    ['standard input named -', ['replay', '-'], sample],
    ['gzip on standard input', ['replay'], gzipSync(sample)],
    ['a file with gzip', ['replay', file('sample.jsonl.gz', gzipSync(sample))], ''],
    ['a file with zstd', ['replay', file('sample.jsonl.zst', zstdCompressSync(sample))], ''],
  ])('reads %s', async (_what, args, input) => {
    const { code, stdout } = await runCli([...args, '--format', 'json'], { input });
    expect({ code, rules: ruleIds(stdout) }).toEqual({ code: 0, rules: acts });
  });

  it('shows secrets only when it is told to', async () => {
    const { stdout } = await runCli(['replay', samplePath, '--unmasked', '--format', 'json']);
    expect(stdout).toContain('hunter2');
    expect((await runCli(['replay', samplePath, '--format', 'json'])).stdout).not.toContain('hunter2');
  });

  it('uses the rules it is given, and these only', async () => {
    const rules = ['r1000-exec-from-malicious-source', 'r1005-fileless-execution'].flatMap((name) => [
      '--rules',
      `pkg/rules/${name}`,
    ]);
    const { stdout } = await runCli(['replay', samplePath, ...rules, '--format', 'json']);
    expect(ruleIds(stdout)).toEqual(['R1000', 'R1005']);
  });

  it('reports a broken line with its place, skips it and goes on', async () => {
    const input = Buffer.concat([
      Buffer.from(`${shadowRead(0)}not json\n\n{"eventType":"open"}\n`),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(shadowRead(1, { path: '/etc/shadow-', timestamp: 'soon' })),
      Buffer.from(shadowRead(2, { path: '/etc/shadow.bak' }).trimEnd()),
    ]);
    const { code, stdout, stderr } = await runCli(['replay', '--format', 'json'], { input });
    expect({ code, rules: ruleIds(stdout) }).toEqual({ code: 0, rules: ['R0010', 'R0010'] });
    const places = [...stderr.matchAll(/^rulelib: \(standard input\):(\d+): .*; skipped$/gm)].map(([, line]) => line);
    expect(places).toEqual(['2', '4', '5', '6']);
    expect(stderr).toContain('rulelib: 2 events, 4 broken lines skipped, ');
  });

  it('reports twenty broken lines, and counts the rest', async () => {
    const { stderr } = await runCli(['replay'], { input: shadowRead(0) + 'x\n'.repeat(50) });
    expect(stderr.match(/; skipped$/gm)).toHaveLength(20);
    expect(stderr).toContain('50 broken lines skipped');
  });

  it('skips a line of more than 8 MiB', async () => {
    const { code, stdout, stderr } = await runCli(['replay', '--format', 'json'], {
      input: `${'x'.repeat(8 * 1024 * 1024 + 1)}\n${shadowRead(0)}`,
    });
    expect({ code, rules: ruleIds(stdout) }).toEqual({ code: 0, rules: ['R0010'] });
    expect(stderr).toMatch(/^rulelib: \(standard input\):1: Too long line "8388609 bytes", maximum 8388608; skipped\n/);
  });

  it('counts what it read of a file that is cut off', async () => {
    const cut = gzipSync(sample.toString().repeat(200)).subarray(0, -10);
    const path = file('cut.jsonl.gz', cut);
    const { code, stdout, stderr } = await runCli(['replay', path, '--format', 'json']);
    expect({ code, rules: ruleIds(stdout) }).toEqual({ code: 0, rules: acts });
    expect(stderr).toContain(
      `rulelib: Cannot read all of "${path}": the compressed data is cut off; what came before counts\n`,
    );
  });

  it('neutralises escape sequences in what it prints', async () => {
    const input = shadowRead(0, { comm: '\u001b[2J', path: '/etc/shadow\u009b31m' });
    const text = await runCli(['replay'], { input });
    const json = await runCli(['replay', '--format', 'json'], { input });
    for (const { stdout } of [text, json]) expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    const { process } = JSON.parse(json.stdout) as { process: { comm: string } };
    expect(process.comm).toBe('\u001b[2J');
  });

  it('keeps the cooldown by the time of the events', async () => {
    const input = [0, 60, 120, 3_589, 3_600].map((seconds) => shadowRead(seconds)).join('');
    const { stdout, stderr } = await runCli(['replay', '--format', 'json'], { input });
    const alerts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { suppressedSince?: number });
    expect(alerts.map(({ suppressedSince }) => suppressedSince)).toEqual([undefined, 3]);
    expect(stderr).toMatch(/R0010\s+3 {2}cooldown/);
  });

  it('asks the profiles it is given', async () => {
    const profile = file(
      'profile.yaml',
      [
        'apiVersion: kubescape.io/v1',
        'kind: ApplicationProfile',
        'metadata: { name: web, namespace: shop }',
        'spec:',
        '  containers:',
        '    - name: web',
        '      opens: [{ path: /etc/shadow, flags: [O_RDONLY] }]',
        '',
      ].join('\n'),
    );
    const input = shadowRead(0, { containerId: 'c1', containerName: 'web', namespace: 'shop', podName: 'web-1' });
    expect(ruleIds((await runCli(['replay', '--format', 'json'], { input })).stdout)).toEqual(['R0010']);
    const known = await runCli(['replay', '--format', 'json', '--profiles', profile], { input });
    expect(known).toMatchObject({ code: 0, stdout: '' });
  });

  it('answers what rules ask of the cluster from --pods', async () => {
    const rule = file(
      'cluster.yaml',
      readFileSync(join(root, 'pkg/rules/r1015-malicious-ptrace-usage/rule.yaml'), 'utf8').replace(
        'expression: "true"',
        `expression: "k8s.get_container_mount_paths(event.namespace, event.podName, event.containerName) == ['/data'] && k8s.get_container_by_name(event.namespace, event.podName, 'init') && k8s.is_api_server_address('10.96.0.1') && ap.was_executed(event.containerId, '/usr/bin/app')"`,
      ),
    );
    const profile = file(
      'web.yaml',
      'apiVersion: kubescape.io/v1\nkind: ApplicationProfile\nmetadata: {name: web}\nspec: {containers: [{name: app}]}\n',
    );
    const pods = file(
      'pods.json',
      JSON.stringify({
        kind: 'List',
        items: [
          {
            kind: 'Pod',
            metadata: { name: 'web', namespace: 'default' },
            spec: {
              containers: [{ name: 'app', command: ['app'], volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
              initContainers: [{ name: 'init' }],
            },
          },
          { kind: 'Service', metadata: { name: 'kubernetes' }, spec: { clusterIP: '10.96.0.1' } },
        ],
      }),
    );
    const inPod = { containerId: 'c1', containerName: 'app', namespace: 'default', podName: 'web' };
    const input = shadowRead(0, { eventType: 'ptrace', path: undefined, ...inPod });
    const args = ['replay', '--rules', rule, '--profiles', profile, '--format', 'json'];
    const [without, within, explained] = await Promise.all([
      runCli(args, { input }),
      runCli([...args, '--pods', pods], { input }),
      runCli(['explain', rule, '--profiles', profile, '--pods', pods], { input }),
    ]);
    expect(without).toMatchObject({ code: 0, stdout: '' });
    expect({ code: within.code, rules: ruleIds(within.stdout) }).toEqual({ code: 0, rules: ['R1015'] });
    expect(explained.stdout).toContain("ap.was_executed(event.containerId, '/usr/bin/app') = true");
  });

  it('names file, line and column of a pod that is wrong, and ends where no pod is left', async () => {
    const pods = file('wrong.yaml', 'kind: Pod\nmetadata: {name: web}\nspec: {containers: [{image: x}]}\n');
    const { code, stdout, stderr } = await runCli(['replay', '--pods', pods], { input: shadowRead(0) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`rulelib: ${pods}:3:21: Missing key "name"\nrulelib: Cannot find a pod in ${pods}\n`);
  });

  it('runs disabled rules only when it is told to', async () => {
    const rule = file(
      'off.yaml',
      readFileSync(join(root, 'pkg/rules/r0010-unexpected-sensitive-file-access/rule.yaml'), 'utf8').replace(
        'enabled: true',
        'enabled: false',
      ),
    );
    const off = await runCli(['replay', '--rules', rule], { input: shadowRead(0) });
    expect(off).toMatchObject({ code: 2, stdout: '' });
    expect(off.stderr).toContain('Cannot run any rule: 0 rejected, 1 disabled');
    const on = await runCli(['replay', '--rules', rule, '--disabled', '--format', 'json'], { input: shadowRead(0) });
    expect(ruleIds(on.stdout)).toEqual(['R0010']);
  });

  it('names file, line and column of a rule that does not compile, and runs the others', async () => {
    const good = readFileSync(join(root, 'pkg/rules/r0010-unexpected-sensitive-file-access/rule.yaml'), 'utf8');
    const bad = file(
      'bad.yaml',
      good.replace('event.path.startsWith', 'event.pth.startsWith').replace('"R0010"', '"R0099"'),
    );
    const both = await runCli(['replay', '--rules', bad, '--rules', 'pkg/rules', '--format', 'json'], {
      input: shadowRead(0),
    });
    expect(both.stderr).toMatch(new RegExp(`^rulelib: ${bad}:\\d+:\\d+: .*pth`, 'm'));
    expect({ code: both.code, rules: ruleIds(both.stdout) }).toEqual({ code: 0, rules: ['R0010'] });
    expect(await runCli(['replay', '--rules', bad])).toMatchObject({ code: 2, stdout: '' });
  });

  it('ends quietly when its reader leaves', async () => {
    const input = Array.from({ length: 5_000 }, (_, index) => shadowRead(index, { path: `/etc/shadow${index}` })).join(
      '',
    );
    const { code, stdout, stderr } = await runCli(['replay', '--format', 'json'], { input, leaves: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n').length).toBeLessThan(5_000);
  });

  it.each([
    [
      'no such file',
      join(folder, 'none.jsonl'),
      /^rulelib: Cannot read ".*none.jsonl": ENOENT: no such file or directory\n$/,
    ],
    ['a folder', folder, /^rulelib: Cannot read ".*": EISDIR: illegal operation on a directory\n$/],
    ['nothing but broken lines', file('broken.jsonl', 'x\n'), /Cannot read an event in ".*broken.jsonl"\n$/],
  ])('ends with exit code 2 for %s', async (_what, path, message) => {
    const { code, stdout, stderr } = await runCli(['replay', path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('of an empty recording is clean', async () => {
    expect(await runCli(['replay'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('gives pods the rules that --bindings bind to them, by the labels in the recording', async () => {
    const binding = (name: string, spec: string) =>
      `apiVersion: kubescape.io/v1\nkind: RuntimeRuleAlertBinding\nmetadata: {name: ${name}}\nspec: ${spec}\n---\n`;
    const bindings = file(
      'bindings.yaml',
      binding(
        'web',
        '{podSelector: {matchLabels: {app: web}}, rules: [{ruleID: R0010, severity: "10"}, {ruleID: R0110}]}',
      ) +
        binding(
          'pay',
          '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: pay}}, rules: [{ruleTags: [files]}]}',
        ),
    );
    const at = (seconds: number, namespace: string, app: string) =>
      shadowRead(seconds, { containerId: `c${seconds}`, namespace, podName: 'p', labels: { app } });
    const input = [at(0, 'shop', 'web'), at(1, 'shop', 'api'), at(2, 'pay', 'api'), shadowRead(3)].join('');
    const [{ stdout, stderr }, explained] = await Promise.all([
      runCli(['replay', '--bindings', bindings, '--format', 'json'], { input }),
      runCli(['explain', 'R0010', '--bindings', bindings, '--format', 'json'], { input }),
    ]);
    const shown = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(shown.map(({ severity, sourceContext }) => [sourceContext, severity.level])).toEqual([
      ['kubernetes', 10],
      ['kubernetes', 5],
      ['host', 5],
    ]);
    expect(stderr).toContain(`${bindings}:4:`);
    expect(stderr).toContain('Unknown rule "R0110"; did you mean "R');
    const verdicts = explained.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).verdict);
    expect(verdicts).toEqual(['alert', 'not_bound', 'alert', 'alert']);
  });

  it('goes by the contexts, the own ones and the policy of --config', async () => {
    const recording = file(
      'places.jsonl',
      [{}, { containerId: 'c1', labels: { team: 'payments' } }, { containerId: 'c2', labels: { team: 'web' } }]
        .map((place, index) => shadowRead(index, place))
        .join(''),
    );
    const config = file(
      'config.yaml',
      `hostMonitoringEnabled: false
ownContexts: [{name: payments, labels: {team: payments}}]
policy: {payments: {rules: {R0010: {severity: 9}}}}
`,
    );
    const run = await runCli(['replay', recording, '--config', config, '--format', 'json']);
    const alerts = run.stdout.trimEnd().split('\n');
    const seen = alerts.map((line) => JSON.parse(line) as { container: { id: string }; severity: { level: number } });
    expect(seen.map(({ container, severity }) => [container.id, severity.level])).toEqual([
      ['c1', 9],
      ['c2', 5],
    ]);
    expect(run.stderr).toContain('1 of other contexts');
  });

  it('says what is wrong with bindings, and ends where there is none', async () => {
    const bindings = file(
      'wrong-binding.yaml',
      'apiVersion: kubescape.io/v1\nkind: RuntimeRuleAlertBinding\nmetadata: {name: a}\nspec: {rules: R0001}\n',
    );
    const { code, stdout, stderr } = await runCli(['replay', '--bindings', bindings], { input: shadowRead(0) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `rulelib: ${bindings}:4:15: Expected a list, got "R0001"\nrulelib: Cannot find a binding in ${bindings}\n`,
    );
  });

  it('prints a body for Kubescape’s receivers for each batch of alerts', async () => {
    const { stdout } = await runCli(['replay', samplePath, '--format', 'kubescape']);
    const bodies = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(bodies.map(({ kind }) => kind)).toEqual(acts.map(() => 'RuntimeAlerts'));
    expect(bodies.flatMap(({ spec }) => spec.alerts.map(({ ruleID }: { ruleID: string }) => ruleID))).toEqual(acts);
    expect(bodies[2]).toMatchObject({
      spec: {
        alerts: [
          {
            alertName: 'Process executed from malicious source',
            arguments: { exec: '/dev/shm/.cache/worker' },
            infectedPID: 4123,
            nodeName: 'sample-node',
            sourceContext: 'host',
            isTriggerAlert: true,
          },
        ],
        processTree: { processTree: { comm: 'systemd', pid: 1 } },
      },
    });
    expect(bodies[2].spec.alerts[0].ruleDescription).not.toBe(bodies[2].spec.alerts[0].message);
  });
});
