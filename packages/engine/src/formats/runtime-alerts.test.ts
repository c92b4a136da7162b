import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import { createEngine } from '../engine.ts';
import { eventOf, type RuleChanges, ruleOf } from '../fixtures.test.support.ts';
import { md5 } from './md5.ts';
import type { ProcessNode } from './runtime-alert.ts';
import { runtimeAlerts } from './runtime-alerts.ts';

/** Of armotypes.RuntimeAlert (BaseRuntimeAlert, RuleAlert, RuntimeAlertK8sDetails inline), as far as rules fill it. */
const goNames = new Set([
  ...['alertName', 'arguments', 'infectedPID', 'severity', 'timestamp', 'uniqueID', 'profileMetadata'],
  ...['ruleDescription', 'alertType', 'alertSourcePlatform', 'ruleID', 'hostName', 'message'],
  ...['clusterName', 'containerName', 'hostNetwork', 'image', 'imageDigest', 'namespace', 'nodeName', 'containerID'],
  ...[
    'podName',
    'podNamespace',
    'podUID',
    'podLabels',
    'workloadName',
    'workloadNamespace',
    'workloadKind',
    'workloadUID',
  ],
]);
/** Of node-agent's own structs around it. */
const agentNames = new Set(['isTriggerAlert', 'sourceContext']);
/** Of armotypes.Process. */
const processNames = new Set(
  'pid cmdline comm ppid pcomm hardlink uid gid startTime upperLayer cwd path children'.split(' '),
);

const base: Alert = {
  timestamp: '2026-11-21T16:54:00.001Z',
  ruleId: 'R1001',
  ruleName: 'Drifted process executed',
  severity: { level: 8, text: 'High' },
  message: 'x was executed',
  uniqueId: 'x_/tmp/x',
  sourceContext: 'host',
};

const inPod: Alert = {
  ...base,
  sourceContext: 'kubernetes',
  tags: ['context:kubernetes', 'applicationprofile'],
  process: {
    pid: 30,
    ppid: 20,
    comm: 'x',
    exepath: '/tmp/x',
    args: ['/tmp/x', '-v'],
    cwd: '/',
    uid: 0,
    gid: 0,
    startTime: '2026-11-21T16:53:59Z',
    containerPid: 7,
  },
  ancestry: [
    { pid: 20, comm: 'sh', exepath: '/bin/sh' },
    { pid: 10, comm: 'shim' },
  ],
  container: { id: 'c0ffee', name: 'web', image: 'nginx:1', imageDigest: 'sha256:1' },
  kubernetes: {
    cluster: 'prod',
    namespace: 'shop',
    pod: 'web-1',
    workload: { kind: 'Deployment', name: 'web', uid: 'u2' },
    node: 'node-a',
    podUid: 'u1',
    podLabels: { app: 'web' },
    hostNetwork: false,
  },
  host: { nodeName: 'host-a' },
  profile: { status: 'completed', completion: 'partial', name: 'web' },
  event: { eventType: 'exec', exepath: '/tmp/x', args: ['/tmp/x', '-v'], pcomm: 'sh', upperlayer: true },
};

const rule = ruleOf({ id: 'R1001', description: 'What it detects.', isTriggerAlert: false }).spec;
const options = {
  ruleOf: (id: string) => (id === 'R1001' ? rule : undefined),
  metadata: { name: 'node-a', namespace: 'kubescape' },
  cloudMetadata: { provider: 'aws' },
};

describe('alerts in Kubescape’s form', () => {
  it('of a pod: all of it, in this order', () => {
    expect(JSON.stringify(runtimeAlerts([inPod], options), undefined, 1)).toBe(
      JSON.stringify(
        [
          {
            kind: 'RuntimeAlerts',
            apiVersion: 'kubescape.io/v1',
            metadata: { name: 'node-a', namespace: 'kubescape' },
            spec: {
              alerts: [
                {
                  alertName: 'Drifted process executed',
                  arguments: { message: 'x was executed', apChecksum: '', exec: '/tmp/x', args: ['/tmp/x', '-v'] },
                  infectedPID: 30,
                  severity: 8,
                  timestamp: '2026-11-21T16:54:00.001Z',
                  uniqueID: md5('x_/tmp/x'),
                  ruleID: 'R1001',
                  ruleDescription: 'What it detects.',
                  isTriggerAlert: false,
                  alertType: 0,
                  alertSourcePlatform: 1,
                  containerName: 'web',
                  containerID: 'c0ffee',
                  image: 'nginx:1',
                  imageDigest: 'sha256:1',
                  namespace: 'shop',
                  podName: 'web-1',
                  podNamespace: 'shop',
                  podUID: 'u1',
                  podLabels: { app: 'web' },
                  workloadName: 'web',
                  workloadNamespace: 'shop',
                  workloadKind: 'Deployment',
                  workloadUID: 'u2',
                  nodeName: 'node-a',
                  hostNetwork: false,
                  clusterName: 'prod',
                  hostName: 'host-a',
                  message: 'x was executed',
                  sourceContext: 'kubernetes',
                  profileMetadata: {
                    status: 'completed',
                    completion: 'partial',
                    name: 'web',
                    type: 0,
                    failOnProfile: true,
                  },
                },
              ],
              processTree: {
                processTree: {
                  pid: 10,
                  comm: 'shim',
                  children: [
                    {
                      pid: 20,
                      comm: 'sh',
                      path: '/bin/sh',
                      children: [
                        {
                          pid: 30,
                          cmdline: '/tmp/x -v',
                          comm: 'x',
                          ppid: 20,
                          pcomm: 'sh',
                          hardlink: '/tmp/x',
                          uid: 0,
                          gid: 0,
                          startTime: '2026-11-21T16:53:59Z',
                          upperLayer: true,
                          cwd: '/',
                          path: '/tmp/x',
                        },
                      ],
                    },
                  ],
                },
                containerID: 'c0ffee',
              },
              cloudMetadata: { provider: 'aws' },
            },
          },
        ],
        undefined,
        1,
      ),
    );
  });

  it('have the names of the published types', () => {
    const [body] = runtimeAlerts([inPod], options);
    const names = Object.keys(body?.spec.alerts[0] ?? {});
    expect(names.filter((name) => !goNames.has(name) && !agentNames.has(name))).toEqual([]);
    // Everything that the type has of these is filled for a pod.
    expect([...goNames].filter((name) => !names.includes(name))).toEqual([]);
    const check = (node: ProcessNode): string[] => [
      ...Object.keys(node).filter((name) => !processNames.has(name)),
      ...(node.children ?? []).flatMap(check),
    ];
    expect(check(body?.spec.processTree.processTree ?? {})).toEqual([]);
  });

  it('of the host: its name as the node’s, nothing of containers and pods', () => {
    const [body] = runtimeAlerts([{ ...base, host: { nodeName: 'node-7' } }]);
    expect(Object.keys(body?.spec.alerts[0] ?? {}).filter((name) => /pod|name|container|workload/i.test(name))).toEqual(
      ['alertName', 'nodeName', 'hostName'],
    );
    expect(body?.spec.alerts[0]).toMatchObject({ nodeName: 'node-7', hostName: 'node-7', sourceContext: 'host' });
    expect(body?.spec.processTree).toEqual({ processTree: {} });
  });

  it('of a standalone container: its id and image, no namespace and pod', () => {
    const alert: Alert = { ...base, sourceContext: 'standalone', container: { id: 'c', image: 'redis:8' } };
    const [found] = runtimeAlerts([alert])[0]?.spec.alerts ?? [];
    expect(found).toMatchObject({ containerID: 'c', image: 'redis:8', sourceContext: 'standalone', hostName: '' });
    expect(found).not.toHaveProperty('namespace');
    expect(found).not.toHaveProperty('podName');
  });

  it('of an unknown rule have its message for a description, and wake people', () => {
    const [found] = runtimeAlerts([base])[0]?.spec.alerts ?? [];
    expect(found).toMatchObject({ ruleDescription: 'x was executed', isTriggerAlert: true });
  });

  it.each([
    [['networkprofile'], 1],
    [['applicationprofile'], 0],
    [[], 0],
  ])('of a rule tagged %j have profiles of type %d', (tags, type) => {
    const [found] = runtimeAlerts([{ ...inPod, tags, profile: { status: 'ready' } }])[0]?.spec.alerts ?? [];
    expect(found?.profileMetadata).toEqual({ status: 'ready', type, failOnProfile: false });
  });
});

describe('the process tree of several alerts', () => {
  const by = (pid: number, changes: Partial<Alert> = {}): Alert => ({
    ...inPod,
    process: { pid, comm: `p${pid}` },
    ...changes,
  });

  it('is one where they have an ancestor in common, each process once', () => {
    const bodies = runtimeAlerts([by(30), by(31), by(30), by(40, { ancestry: [{ pid: 10, comm: 'shim' }] })]);
    expect(bodies).toHaveLength(1);
    const pids = ({ pid, children = [] }: ProcessNode): unknown => [pid, ...children.map(pids)];
    expect(bodies[0]?.spec.alerts).toHaveLength(4);
    expect(pids(bodies[0]?.spec.processTree.processTree ?? {})).toEqual([10, [20, [30], [31]], [40]]);
  });

  it('are several for different containers and ancestors', () => {
    const other = { container: { id: 'other' } };
    const alone = { ancestry: [{ pid: 99, comm: 'systemd' }] };
    const bodies = runtimeAlerts([by(30), by(31, other), by(32, alone), by(33)]);
    expect(bodies.map(({ spec }) => spec.alerts.map(({ infectedPID }) => infectedPID))).toEqual([[30, 33], [31], [32]]);
  });
});

describe('arguments of an alert', () => {
  it.each<[string, RuleChanges['on'], Parameters<typeof eventOf>[0], object]>([
    [
      'open',
      { open: 'true' },
      { eventType: 'open', path: '/etc/shadow', flags: ['O_RDONLY'] },
      { path: '/etc/shadow', flags: ['O_RDONLY'] },
    ],
    [
      'network',
      { network: 'true' },
      { eventType: 'network', dstAddr: '192.0.2.1', dstPort: 80, proto: 'TCP' },
      { ip: '192.0.2.1', port: 80, proto: 'TCP' },
    ],
    [
      'dns',
      { dns: 'true' },
      { eventType: 'dns', name: 'a.example.', proto: 'UDP', dstPort: 53 },
      { domain: 'a.example.', protocol: 'UDP', port: 53 },
    ],
    ['unshare', { unshare: 'true' }, { eventType: 'unshare' }, {}],
  ])('of %s', (_, on, event, expected) => {
    const alerts = createEngine({ rules: [ruleOf({ on: on ?? {} })] }).process(eventOf(event));
    const [found] = runtimeAlerts(alerts)[0]?.spec.alerts ?? [];
    expect(found?.arguments).toEqual({ message: 'seen cat', apChecksum: '', ...expected });
  });
});
