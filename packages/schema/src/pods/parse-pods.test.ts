import { describe, expect, it } from 'vitest';
import { formatProblem } from '../problem.ts';
import { parsePods } from './parse-pods.ts';

function podText(spec: string, metadata = '{name: web, namespace: default}'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: ${spec}\n`;
}

function podsOf(...objects: readonly string[]) {
  const { pods, problems } = parsePods(objects.join('---\n'), 'p.yaml');
  expect(problems).toEqual([]);
  return pods;
}

function addressesOf(...objects: readonly object[]) {
  const { apiServerAddresses, problems } = parsePods(
    objects.map((object) => JSON.stringify(object)).join('\n---\n'),
    'p.yaml',
  );
  expect(problems).toEqual([]);
  return apiServerAddresses;
}

function problemsOf(text: string): string[] {
  return parsePods(text, 'p.yaml').problems.map(formatProblem);
}

describe('parsePods', () => {
  it('reads what rules ask for of each container', () => {
    const spec = {
      containers: [
        {
          name: 'app',
          image: 'nginx',
          command: ['/bin/app', '--serve'],
          args: ['x'],
          workingDir: '/srv',
          env: [
            { name: 'A', valueFrom: {} },
            { name: 'PATH', value: '/opt/bin:/bin' },
          ],
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'token', mountPath: '/run/token', readOnly: true },
          ],
          lifecycle: { postStart: { exec: { command: ['start'] } }, preStop: { httpGet: { port: 80 } } },
          livenessProbe: { exec: { command: ['/bin/check', '-l'] }, periodSeconds: 5 },
          readinessProbe: { exec: { command: ['/bin/check', '-r'] } },
          startupProbe: { tcpSocket: { port: 80 } },
        },
      ],
      initContainers: [{ name: 'init', args: ['only'] }],
      ephemeralContainers: [{ name: 'debug', command: null, volumeMounts: null }],
    };
    expect(podsOf(podText(JSON.stringify(spec)))).toEqual([
      {
        namespace: 'default',
        name: 'web',
        place: { file: 'p.yaml', line: 1, column: 1 },
        containers: [
          {
            name: 'app',
            mountPaths: ['/data', '/run/token'],
            commands: ['/bin/app', 'start', '/bin/check'],
            searchPath: '/opt/bin:/bin',
            workingDirectory: '/srv',
          },
          { name: 'init', mountPaths: [], commands: [] },
          { name: 'debug', mountPaths: [], commands: [] },
        ],
      },
    ]);
  });

  it('reads the items of a List, as kubectl writes it, and passes over other kinds', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [] }, status: {} };
    const list = { apiVersion: 'v1', kind: 'List', items: [pod, { ...pod, kind: 'Node' }] };
    expect(podsOf(JSON.stringify(list)).map(({ name }) => name)).toEqual(['a']);
    expect(podsOf('apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n')).toEqual([]);
  });

  it("reads the API server's addresses of its Service and endpoints, and of no other", () => {
    const metadata = { name: 'kubernetes', namespace: 'default' };
    const service = {
      kind: 'Service',
      metadata,
      spec: { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1', 'fd00::1'] },
    };
    const endpoints = { kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip: '192.168.0.2' }] }] };
    const slice = {
      kind: 'EndpointSlice',
      metadata: { name: 'kubernetes-x7', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      endpoints: [{ addresses: ['192.168.0.3'] }],
    };
    expect(addressesOf(service, endpoints, slice)).toEqual(['10.96.0.1', 'fd00::1', '192.168.0.2', '192.168.0.3']);
    expect(
      addressesOf(
        { ...service, metadata: { name: 'kubernetes', namespace: 'other' } },
        { ...service, metadata: { name: 'web' } },
        { ...service, spec: { clusterIP: 'None' } },
        { ...endpoints, subsets: null },
        { ...slice, metadata: { name: 'kubernetes-x7', labels: { 'kubernetes.io/service-name': 'web' } } },
      ),
    ).toEqual([]);
  });

  it.each([
    ['metadata without a name', podText('{containers: []}', '{}'), 'p.yaml:3:11: Missing key "name"'],
    ['no containers', podText('{}'), 'p.yaml:4:7: Missing key "containers"'],
    ['a container without a name', podText('{containers: [{image: x}]}'), 'p.yaml:4:21: Missing key "name"'],
    [
      'a command that is text',
      podText('{containers: [{name: a, command: /bin/a}]}'),
      'p.yaml:4:40: Expected a list, got "/bin/a"',
    ],
    [
      'a mount without a path',
      podText('{containers: [{name: a, volumeMounts: [{name: v}]}]}'),
      'p.yaml:4:46: Missing key "mountPath"',
    ],
    [
      'a name that is a number',
      podText('{containers: [{name: 5}]}'),
      'p.yaml:4:28: Expected text, got "5"; put it in quotes',
    ],
    ['text', 'hello\n', 'p.yaml:1:1: Expected a Kubernetes object, got text'],
  ])('names the place of %s', (_what, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('leaves out what is wrong, and keeps the others', () => {
    const { pods, problems } = parsePods(`${podText('{}')}---\n${podText('{containers: []}', '{name: b}')}`, 'p.yaml');
    expect({ names: pods.map(({ name }) => name), count: problems.length }).toEqual({ names: ['b'], count: 1 });
  });

  it('does not mind what a Service of something else says', () => {
    expect(problemsOf('kind: Service\nmetadata: {name: web}\nspec: 5\n')).toEqual([]);
    expect(problemsOf('kind: Service\nmetadata: {name: kubernetes}\nspec: 5\n')).toEqual([
      'p.yaml:3:7: Expected a mapping, got "5"',
    ]);
  });

  it('reads labels of pods and namespaces', () => {
    const text = `kind: Namespace
metadata: {name: shop, labels: {team: a}}
---
kind: Namespace
metadata: {name: bare, labels: null}
---
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web}]}
`;
    const { pods, namespaces, problems } = parsePods(text, 'pods.yaml');
    expect(problems).toEqual([]);
    expect(pods[0]?.labels).toEqual({ app: 'web' });
    expect(namespaces).toEqual([
      { name: 'shop', labels: { team: 'a' } },
      { name: 'bare', labels: {} },
    ]);
    const wrong = parsePods('kind: Namespace\nmetadata: {name: a, labels: {b: 1}}\n', 'pods.yaml');
    expect(wrong.namespaces).toBeUndefined();
    expect(wrong.problems).toMatchObject([{ line: 2, message: 'Expected text, got "1"; put it in quotes' }]);
  });
});
