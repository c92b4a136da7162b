import { describe, expect, it } from 'vitest';
import type { NamedProfile } from './container-profile.ts';
import { parseProfiles } from './parse-profiles.ts';
import { formatProblem } from './problem.ts';

interface ObjectParts {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: string;
  readonly spec?: string;
}

function objectOf(parts: ObjectParts): string {
  const { kind = 'ApplicationProfile', name = 'web', namespace, annotations = '{}', spec = '{}' } = parts;
  const inNamespace = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: kubescape.io/v1
kind: ${kind}
metadata: {name: ${name}${inNamespace}, annotations: ${annotations}}
spec: ${spec}
`;
}

const network = 'NetworkNeighborhood';

function profilesOf(...objects: readonly ObjectParts[]): NamedProfile[] {
  const { profiles, problems } = parseProfiles(objects.map(objectOf).join('---\n'), 'p.yaml');
  expect(problems).toEqual([]);
  return profiles;
}

function problemsOf(...objects: readonly ObjectParts[]): string[] {
  return parseProfiles(objects.map(objectOf).join('---\n'), 'p.yaml').problems.map(formatProblem);
}

describe('parseProfiles', () => {
  it('reads everything that a container recorded', () => {
    const recorded = {
      capabilities: ['CAP_CHOWN'],
      syscalls: ['read'],
      execs: [{ path: '/bin/a', args: ['/bin/a', ''] }, { path: '/bin/b' }],
      opens: [{ path: '/etc/*', flags: ['O_RDONLY'] }],
      endpoints: [
        { endpoint: ':80/x', methods: ['GET'], direction: 'inbound', internal: false, headers: { Host: ['a'] } },
      ],
      rulePolicies: { R0001: { processAllowed: ['a'], containerAllowed: true } },
    };
    const neighbors = {
      egress: [
        {
          identifier: 'x',
          type: 'external',
          dnsNames: ['a.b.'],
          dns: 'c.',
          ipAddresses: ['10.0.0.0/8'],
          ipAddress: '1.2.3.4',
          ports: [{ name: 'TCP-443', protocol: 'TCP', port: 443 }],
        },
      ],
      ingress: [{ type: 'internal' }],
    };
    const profiles = profilesOf(
      {
        namespace: 'shop',
        spec: JSON.stringify({ containers: [{ name: 'app', imageID: 'i', imageTag: 't', ...recorded }] }),
      },
      { namespace: 'shop', kind: network, spec: JSON.stringify({ containers: [{ name: 'app', ...neighbors }] }) },
    );
    const profile = { status: 'completed', name: 'web', ...recorded, ...neighbors };
    const image = { image: 't', imageDigest: 'i' };
    expect(profiles).toEqual([{ namespace: 'shop', workload: 'web', containerName: 'app', ...image, profile }]);
  });

  it('reads init and ephemeral containers too', () => {
    const spec = '{initContainers: [{name: i}], containers: [{name: c}], ephemeralContainers: [{name: e}]}';
    expect(profilesOf({ spec }).map(({ containerName }) => containerName)).toEqual(['c', 'i', 'e']);
  });

  it("reads what Kubescape's storage serves: its apiVersion, its own keys, null for empty lists", () => {
    const text = `apiVersion: spdx.softwarecomposition.kubescape.io/v1beta1
kind: ApplicationProfile
metadata: {name: web, labels: {a: b}, resourceVersion: "1"}
spec:
  architectures: [amd64]
  initContainers: null
  containers:
    - {name: app, capabilities: null, execs: [{path: /a, args: null, envs: null}], seccompProfile: {spec: {}}, syscalls: []}
status: {}
`;
    const { profiles, problems } = parseProfiles(text, 'p.yaml');
    expect(problems).toEqual([]);
    expect(profiles[0]?.profile).toEqual({ status: 'completed', name: 'web', execs: [{ path: '/a' }], syscalls: [] });
  });

  it.each([
    ['{}', 'completed', undefined],
    ['{kubescape.io/status: ready}', 'ready', undefined],
    ['{kubescape.io/status: failed, kubescape.io/completion: partial}', 'failed', 'partial'],
    ['{kubescape.io/completion: complete}', 'completed', 'complete'],
  ])('takes the state from annotations %s', (annotations, status, completion) => {
    const [named] = profilesOf({ annotations, spec: '{containers: [{name: c}]}' });
    expect([named?.profile.status, named?.profile.completion]).toEqual([status, completion]);
  });

  it.each([
    ['completed', 'ready', 'ready'],
    ['initializing', 'ready', 'initializing'],
    ['failed', 'initializing', 'failed'],
  ])('joins %s and %s to the less advanced %s', (first, second, joint) => {
    const parts = { spec: '{containers: [{name: c}]}' };
    const profiles = profilesOf(
      { ...parts, annotations: `{kubescape.io/status: ${first}, kubescape.io/completion: complete}` },
      { ...parts, kind: network, annotations: `{kubescape.io/status: ${second}, kubescape.io/completion: partial}` },
    );
    expect(profiles.map(({ profile }) => [profile.status, profile.completion])).toEqual([[joint, 'partial']]);
  });

  it('keeps workloads and namespaces apart', () => {
    const spec = '{containers: [{name: c}]}';
    const profiles = profilesOf(
      { name: 'a', spec },
      { name: 'b', spec },
      { name: 'a', namespace: 'x', spec },
      { name: 'b', kind: network, spec: '{containers: [{name: c, egress: []}]}' },
    );
    expect(profiles.map(({ workload, namespace, profile }) => [workload, namespace, profile.egress])).toEqual([
      ['a', undefined, undefined],
      ['b', undefined, []],
      ['a', 'x', undefined],
    ]);
  });

  it('joins objects of different names when each kind has one of the container', () => {
    const profiles = profilesOf(
      { name: 'web-profile', spec: '{containers: [{name: c, syscalls: [read]}]}' },
      { name: 'web-network', kind: network, spec: '{containers: [{name: c, egress: []}]}' },
    );
    const profile = { status: 'completed', name: 'web-profile', syscalls: ['read'], egress: [] };
    expect(profiles).toEqual([{ workload: 'web-profile', containerName: 'c', profile }]);
  });

  it('does not join objects of different names when the container stands in two of a kind', () => {
    const spec = '{containers: [{name: c}]}';
    const [first, second, joint] = [
      { name: 'a', spec },
      { name: 'b', spec },
      { name: 'n', kind: network, spec },
    ];
    expect(profilesOf(first, second, joint)).toHaveLength(3);
    expect(profilesOf(first, joint, second)).toHaveLength(3);
    expect(profilesOf(first, second)).toHaveLength(2);
  });

  it('passes other kinds over', () => {
    expect(profilesOf({ kind: 'ConfigMap', spec: '[anything]' })).toEqual([]);
  });

  it.each([
    ['{containers: [{name: c, exec: []}]}', '4:31: Unknown key "exec"; did you mean "execs"?'],
    ['{containers: [{name: c, execs: [{pth: a}]}]}', '4:39: Missing key "path"'],
    ['{containers: [{syscalls: [a]}]}', '4:21: Missing key "name"'],
    ['{containers: [{name: c, opens: [/a]}]}', '4:39: Expected a mapping, got "/a"'],
    ['{containers: [{name: c, rulePolicies: {R1: {}}}]}', '4:46: Expected a rule id such as R0001, got "R1"'],
    ['{containers: [{name: c, egress: []}]}', '4:31: Unknown key "egress"; expected one of name, capabilities, '],
    ['{container: []}', '4:8: Unknown key "container"; did you mean "containers"?'],
    ['[]', '4:7: Expected a mapping, got an empty list'],
  ])('reports what is wrong with spec %s', (spec, problem) => {
    expect(problemsOf({ spec })[0]).toContain(`p.yaml:${problem}`);
  });

  it.each([
    ['65535', []],
    ['0', []],
    ['-1', ['p.yaml:4:77: Expected a port from 0 to 65535, got "-1"']],
    ['65536', ['p.yaml:4:77: Expected a port from 0 to 65535, got "65536"']],
    ['"443"', ['p.yaml:4:77: Expected a port from 0 to 65535, got "443"; remove the quotes']],
  ])('checks port %s', (port, problems) => {
    const spec = `{containers: [{name: c, egress: [{ports: [{protocol: TCP,       port: ${port}}]}]}]}`;
    expect(problemsOf({ kind: network, spec })).toEqual(problems);
  });

  it('knows the four statuses', () => {
    expect(problemsOf({ annotations: '{kubescape.io/status: complete}' })).toEqual([
      'p.yaml:3:58: Unknown profile status "complete"; did you mean "completed"?',
    ]);
  });

  it('reports a container twice in one kind and keeps the first', () => {
    const text = [{ spec: '{containers: [{name: c, syscalls: [a]}, {name: c}]}' }].map(objectOf).join('');
    const { profiles, problems } = parseProfiles(text, 'p.yaml');
    expect(profiles.map(({ profile }) => profile.syscalls)).toEqual([['a']]);
    expect(problems.map(formatProblem)).toEqual([
      'p.yaml:4:47: Duplicate container "c" in ApplicationProfile, first at p.yaml:4:21',
    ]);
  });

  it('keeps the other objects beside a faulty one', () => {
    const good = { name: 'b', spec: '{containers: [{name: c}]}' };
    for (const spec of ['{x: 1}', '{containers: [{name: c, name: d}]}', '{containers: [{name: c, syscalls: !x []}]}']) {
      const { profiles, problems } = parseProfiles([{ spec }, good].map(objectOf).join('---\n'), 'p.yaml');
      expect([profiles.map(({ workload }) => workload), problems.length]).toEqual([['b'], 1]);
    }
  });

  it.each([
    ['an empty file', '', 'no-profiles'],
    ['a syntax error', 'a: [', 'syntax'],
    ['NUL', '\0', 'not-text'],
    ['a list', '- a', 'wrong-type'],
  ])('finds exactly one problem in %s', (_, text, code) => {
    expect(parseProfiles(text, 'p.yaml').problems.map((problem) => problem.code)).toEqual([code]);
  });
});
