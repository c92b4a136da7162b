import { describe, expect, it } from 'vitest';
import type { NamedProfile } from './container-profile.ts';
import { formatProfiles, formatWorkloads } from './format-profiles.ts';
import { parseProfiles } from './parse-profiles.ts';

const bare: NamedProfile = {
  workload: 'web',
  containerName: 'app',
  profile: { status: 'ready', name: 'web' },
};

const whole: NamedProfile = {
  namespace: 'shop',
  workload: 'Web_1 ⋯',
  containerName: 'app: x',
  image: 'docker.io/library/nginx:1.27',
  imageDigest: 'sha256:0',
  profile: {
    status: 'completed',
    completion: 'partial',
    coverage: { opens: 'all', execs: 'all', ingressAddresses: 'all' },
    name: 'web-app-0',
    capabilities: ['CAP_CHOWN'],
    syscalls: ['read', 'null', '~', '1'],
    execs: [{ path: '/bin/a', args: ['', ' ', '-', '---', '#', "'", '"', '\n', '\u0007', '\u{1f600}', 'no', '0x1'] }],
    opens: [{ path: '/etc/⋯', flags: ['O_RDONLY'] }, { path: '/a\tb: [c]\\' }],
    endpoints: [
      { endpoint: ':80/x', methods: ['GET'], direction: 'inbound', internal: false, headers: { Host: ['a'] } },
    ],
    rulePolicies: { R1010: { processAllowed: ['ln'] } },
    egress: [{ identifier: 'x', type: 'external', dnsNames: ['a.b.'], ports: [{ protocol: 'TCP', port: 443 }] }],
    ingress: [],
  },
  learning: {
    context: 'kubernetes',
    savedMs: 1_764_000_000_123,
    runningMs: 86_400_000,
    cleanRuns: 2,
    missed: ['start'],
  },
};

describe('formatProfiles', () => {
  it.each([
    ['a bare one', [bare]],
    ['all there is in one', [whole]],
    ['nothing missed', [{ ...whole, learning: { ...whole.learning, missed: [] } } as NamedProfile]],
    ['nothing covered', [{ ...bare, profile: { ...bare.profile, coverage: {} } }]],
    ['several', [bare, whole]],
  ])('writes %s so that it is read as it was', (_, profiles) => {
    expect(parseProfiles(formatProfiles(profiles), 'p.yaml')).toEqual({ profiles, problems: [] });
  });

  it('leaves out of the coverage what was observed in part, so that it is never trusted', () => {
    const coverage = { opens: [{ prefix: '/etc/' }], execs: 'all' } as const;
    const text = formatProfiles([{ ...bare, profile: { ...bare.profile, coverage } }]);
    expect(parseProfiles(text, 'p.yaml').profiles[0]?.profile.coverage).toEqual({ execs: 'all' });
  });

  it('keeps two images of one container apart by the names of their objects', () => {
    const named = (name: string): NamedProfile => ({ ...whole, profile: { ...whole.profile, name } });
    const profiles = [named('web-app-1'), named('web-app-2')];
    expect(parseProfiles(formatProfiles(profiles), 'p.yaml')).toEqual({ profiles, problems: [] });
  });
});

describe('formatWorkloads', () => {
  it('puts all containers of a workload into one object of each kind', () => {
    const sidecar: NamedProfile = {
      ...whole,
      containerName: 'sidecar',
      profile: {
        status: 'ready',
        completion: 'complete',
        coverage: { execs: 'all' },
        name: 'web-sidecar-1',
        syscalls: ['read'],
      },
    };
    const text = formatWorkloads([whole, sidecar, bare]);
    expect(text.match(/^kind: .*$/gm)).toHaveLength(4);
    expect(text).not.toContain('running-time');
    const { profiles, problems } = parseProfiles(text, 'p.yaml');
    expect(problems).toEqual([]);
    expect(profiles.map(({ namespace, workload, containerName }) => [namespace, workload, containerName])).toEqual([
      ['shop', 'Web_1 ⋯', 'app: x'],
      ['shop', 'Web_1 ⋯', 'sidecar'],
      [undefined, 'web', 'app'],
    ]);
    const state = { status: 'ready', completion: 'partial', coverage: { execs: 'all' }, name: 'web-1' };
    expect(profiles.slice(0, 2).map(({ profile }) => profile)).toMatchObject([state, state]);
    expect(profiles[0]?.profile).toMatchObject({ execs: whole.profile.execs, egress: whole.profile.egress });
  });
});

describe('annotations of a learned profile', () => {
  const textWith = (annotation: string) =>
    `apiVersion: kubescape.io/v1\nkind: ApplicationProfile\nmetadata: {name: a, annotations: {${annotation}}}\nspec: {}\n`;

  it.each([
    ['kubescape.io/coverage: "opens, execs"', 0],
    ['kubescape.io/coverage: ""', 0],
    ['kubescape.io/coverage: "opens,exec"', 1],
    ['kubescape.io/coverage: "opens,"', 1],
    ['kubescape.io/running-time-ms: "999999999999999"', 0],
    ['kubescape.io/running-time-ms: "1000000000000000"', 1],
    ['kubescape.io/running-time-ms: 1', 1],
    ['kubescape.io/clean-runs: "-1"', 1],
    ['kubescape.io/context: moon', 1],
    ['kubescape.io/saved-at: "2026-11-21T16:54:00.000Z"', 0],
    ['kubescape.io/saved-at: "yesterday"', 1],
  ])('%s: %i problems', (annotation, count) => {
    expect(parseProfiles(textWith(annotation), 'p.yaml').problems).toHaveLength(count);
  });
});
