import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProfiles, type NamedProfile, parseProfiles } from '@rulelibrary/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, runCli } from '../run-cli.test.support.ts';

const samples = 'docs/samples/profiles.yaml';

const learned: NamedProfile = {
  namespace: 'shop',
  workload: 'api',
  containerName: 'app',
  image: 'docker.io/shop/api:7',
  profile: {
    status: 'ready',
    completion: 'partial',
    coverage: { execs: 'all', opens: 'all' },
    name: 'api-app-0a1b2c3d',
    execs: [{ path: '/bin/sh', args: ['sh', '-c', 'sleep 1'] }, { path: '/bin/any' }],
    opens: [{ path: '/etc/⋯', flags: ['O_RDONLY', 'O_CLOEXEC'] }],
    rulePolicies: { R1010: { processAllowed: ['ln'] } },
    egress: [{ dnsNames: ['a.example.'], ipAddresses: ['192.0.2.1'], ports: [{ protocol: 'TCP', port: 443 }] }],
  },
  learning: {
    context: 'kubernetes',
    savedMs: Date.UTC(2026, 9, 1),
    runningMs: 3 * 3_600_000,
    cleanRuns: 1,
    missed: ['start'],
  },
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rulelib-profile-'));
  file = join(folder, 'api.yaml');
  writeFileSync(file, formatProfiles([learned]));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const profile = (...args: string[]) => runCli(['profile', ...args]);

describe('rulelib profile', () => {
  it('list: a line for each profile', async () => {
    copyFileSync(join(root, samples), join(folder, 'sample.yaml'));
    const { code, stdout, stderr } = await profile('list', folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(/\d+ days$/gm, 'N days')).toBe(
      [
        '  workload  container  status     completion  execs  opens  calls  caps  http  egress  ingress  learned  age',
        '  shop/api  app        ready      partial         2      1      0     0     0       1        0  3 h      N days',
        '  shop/web  web        completed  complete        2      3     12     3     0       2        0  –        –',
        '',
      ].join('\n'),
    );
  });

  it('list --format json: an object for each', async () => {
    const { stdout } = await profile('list', file, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      namespace: 'shop',
      workload: 'api',
      container: 'app',
      status: 'ready',
      sizes: { execs: 2, opens: 1, egress: 1, rulePolicies: 1 },
      learning: { runningMs: 10_800_000 },
    });
  });

  it('show: all that is in it', async () => {
    expect(await profile('show', file)).toEqual({
      code: 0,
      stderr: '',
      stdout: `shop/api  app
  name      api-app-0a1b2c3d
  image     docker.io/shop/api:7
  status    ready, partial
  learned   3 h, 1 of 3 runs that ended by themselves, kubernetes, saved 2026-10-01T00:00:00.000Z
  missed    start
  covers    opens, execs

  executables (2)
    /bin/sh   sh -c 'sleep 1'
    /bin/any  (any)

  opened paths (1)
    /etc/⋯  O_RDONLY O_CLOEXEC

  egress (1)
    192.0.2.1  TCP/443  a.example.

  rule policies (1)
    R1010  ln
`,
    });
  });

  it('show: nothing in it that a terminal obeys', async () => {
    const hostile = { ...learned, profile: { ...learned.profile, opens: [{ path: '/\u001b[2J\u202e' }] } };
    writeFileSync(file, formatProfiles([hostile]));
    expect((await profile('show', file)).stdout).toContain('/\\e[2J\\u202e');
  });

  it('show --format yaml and json: as it was', async () => {
    const yaml = await profile('show', file, '--format', 'yaml');
    expect(parseProfiles(yaml.stdout, 'p.yaml')).toEqual({ profiles: [learned], problems: [] });
    const json = await profile('show', file, '--format', 'json');
    expect(JSON.parse(json.stdout)).toEqual(learned);
  });

  it('export: what a cluster is given', async () => {
    const { code, stdout } = await profile('export', folder);
    expect(code).toBe(0);
    const { profiles, problems } = parseProfiles(stdout, 'p.yaml');
    expect(problems).toEqual([]);
    expect(profiles).toMatchObject([{ namespace: 'shop', workload: 'api', profile: { name: 'api', status: 'ready' } }]);
    expect(profiles[0]).not.toHaveProperty('learning');
  });

  it('diff: what each of two has', async () => {
    const other = join(folder, 'other.yaml');
    const { execs: _, ...rest } = learned.profile;
    const syscalls = ['read'];
    const changed = { ...rest, syscalls, execs: [{ path: '/bin/any' }, { path: '/bin/sh', args: ['sh'] }] };
    writeFileSync(other, formatProfiles([{ ...learned, profile: changed }]));
    expect(await profile('diff', file, other)).toEqual({
      code: 1,
      stderr: 'rulelib: 3 differences\n',
      stdout: `shop/api  app
  executables
  - /bin/sh  sh -c 'sleep 1'
  + /bin/sh  sh
  system calls
  + read
`,
    });
    const same = await profile('diff', file, file);
    expect(same).toEqual({ code: 0, stdout: '', stderr: 'rulelib: 0 differences\n' });
    const json = await profile('diff', file, other, '--format', 'json');
    expect(json.stdout.split('\n')).toHaveLength(4);
  });

  it('diff: a recording raises the alerts that go by the profile, and no others', async () => {
    const { code, stdout, stderr } = await profile('diff', samples, 'docs/samples/events.jsonl', '--format', 'json');
    expect(code).toBe(1);
    const alerts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ruleId: string; container: object });
    expect(stderr).toBe(`rulelib: 29 events, ${alerts.length} alerts\n`);
    expect(alerts.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['R0001', 'R0003', 'R0005']));
    expect(alerts.map(({ ruleId }) => ruleId)).not.toContain('R1000');
    expect(new Set(alerts.map(({ container }) => JSON.stringify(container)))).toHaveLength(1);
  });

  it('check: nothing wrong with what was learned', async () => {
    expect(await profile('check', file, samples)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'rulelib: 2 profiles, 0 findings\n',
    });
  });

  it('check: what will never match, with its place', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('/etc/⋯', '/etc/ssl*').replace('O_RDONLY', 'O_READ'));
    const { code, stdout, stderr } = await profile('check', file);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'rulelib: 1 profile, 2 findings\n' });
    expect(stdout.replaceAll(folder, '')).toBe(
      [
        '/api.yaml:28:17: Impossible path "/etc/ssl*": "ssl*" is a name like others; only a whole segment stands for any [invalid-value]',
        '/api.yaml:30:15: Unknown flag "O_READ"; did you mean "O_CREAT"? [invalid-value]',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [[], 'Expected list or show or diff or export or check, got nothing'],
    [['lst'], 'Expected list or show or diff or export or check, got "lst": did you mean "list"?'],
    [['list'], 'Expected a state directory or profile files, got nothing'],
    [['diff', 'a'], 'Expected two paths, got 1'],
    [['list', samples, '--format', 'yaml'], 'Expected text or json after --format, got "yaml"'],
  ])('%j is refused with exit code 2', async (args, message) => {
    const { code, stderr } = await profile(...args);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `rulelib: ${message}\nrulelib profile --help shows what there is\n`,
    });
  });

  it('says when there is no such profile', async () => {
    const { code, stderr } = await profile('show', file, '--container', 'db');
    expect([code, stderr.replaceAll(folder, '')]).toEqual([
      2,
      'rulelib: Cannot find a profile of container "db" in /api.yaml\n',
    ]);
  });
});
