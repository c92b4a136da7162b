import { type CaseEvent, describeRule, type FiringCase, type QuietCase } from '@rulelibrary/rule-tester';

/** What containerd started: the container's first process, and a shell below it. */
const ancestry = [
  { pid: 4100, comm: 'sh', exepath: '/bin/sh' },
  { pid: 4000, comm: 'app', exepath: '/app' },
  { pid: 900, comm: 'containerd-shim', exepath: '/usr/bin/containerd-shim-runc-v2' },
  { pid: 1, comm: 'systemd', exepath: '/usr/lib/systemd/systemd' },
];

/** The same container, by kubectl exec: another first process. */
const elsewhere = [
  { pid: 5000, comm: 'bash', exepath: '/bin/bash' },
  { pid: 900, comm: 'containerd-shim', exepath: '/usr/bin/containerd-shim-runc-v2' },
  { pid: 1, comm: 'systemd', exepath: '/usr/lib/systemd/systemd' },
];

const read = {
  timestamp: '2026-01-01T00:00:00Z',
  eventType: 'open',
  comm: 'cat',
  pid: 4242,
  path: '/run/secrets/kubernetes.io/serviceaccount/token',
  flags: ['O_RDONLY'],
  ancestry,
} as const satisfies CaseEvent;

const connect = {
  timestamp: '2026-01-01T00:00:30Z',
  eventType: 'network',
  comm: 'curl',
  pid: 4243,
  dstAddr: '198.51.100.7',
  dstPort: 443,
  pktType: 'OUTGOING',
  proto: 'TCP',
  ancestry,
} as const satisfies CaseEvent;

const secrets = [
  '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
  '/etc/shadow',
  '/etc/gshadow',
  '/root/.ssh/id_ed25519',
  '/home/a/.aws/credentials',
  '/root/.kube/config',
  '/root/.docker/config.json',
  '/root/.netrc',
  '/root/.pgpass',
  '/root/.git-credentials',
];

const others = [
  '/run/secretsdir/token',
  '/srv/run/secrets/token',
  '/etc/shadow.bak',
  '/etc/gshadow-',
  '/root/.ssh/id_ed25519.pub',
  '/root/.ssh/id_',
  '/root/.ssh/known_hosts',
  '/root/.aws/credentials.json',
  '/root/x.aws/credentials',
  '/root/.docker/configXjson',
];

const cases = (paths: readonly string[]) =>
  Object.fromEntries(paths.map((path): [string, QuietCase] => [path, { events: [{ ...read, path }, connect] }]));

describeRule(import.meta, {
  fires: {
    'a token, then a public address': {
      events: [read, connect],
      message:
        'cat (pid 4242) read /run/secrets/kubernetes.io/serviceaccount/token, then curl (pid 4243) connected to 198.51.100.7 port 443',
      uniqueId: 'cat_curl_198.51.100.7',
    },
    'one process that does both': { events: [read, { ...connect, comm: 'cat', pid: 4242 }] },
    'at the end of the window': { events: [read, { ...connect, timestamp: '2026-01-01T00:02:00Z' }] },
    'a secret opened for reading and writing': { events: [{ ...read, flags: ['O_RDWR'] }, connect] },
    'on the host': { events: [read, connect], context: 'host' },
    ...(cases(secrets) as Record<string, FiringCase>),
  },
  staysQuiet: {
    'a secret alone': { events: [read] },
    'a connection alone': { events: [connect] },
    'the connection first': { events: [{ ...connect, timestamp: '2026-01-01T00:00:00Z' }, read] },
    'after the window': { events: [read, { ...connect, timestamp: '2026-01-01T00:02:00.000000001Z' }] },
    'another process tree of the container': { events: [read, { ...connect, ancestry: elsewhere }] },
    'another container': { events: [read, { ...connect, containerId: 'b'.repeat(64) }] },
    'a secret opened for writing': { events: [{ ...read, flags: ['O_WRONLY'] }, connect] },
    'a secret that could not be opened': { events: [{ ...read, error: 13 }, connect] },
    'a private address': { events: [read, { ...connect, dstAddr: '10.0.0.1' }] },
    'an incoming connection': { events: [read, { ...connect, pktType: 'HOST' }] },
    ...cases(others),
  },
});
