import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ClusterCertificates, createCertificates } from './certificates.ts';
import { type ClusterPrograms, findClusterPrograms } from './cluster-programs.ts';
import { freePorts, type ServerProcess, startServer } from './server-process.ts';

const run = promisify(execFile);

/** Both start within ten seconds where nobody else computes. */
const patienceMs = 120_000;

/** What the API server says its own address is: of the documentation's range, since it refuses to name loopback. */
export const advertisedAddress = '192.0.2.10';

/** etcd and kube-apiserver on loopback, with everything they keep in a folder of their own. */
export interface TestCluster {
  readonly url: string;
  readonly folder: string;
  /** File of the administrator's configuration. */
  readonly kubeconfig: string;
  readonly programs: ClusterPrograms;
  readonly certificates: ClusterCertificates;
  readonly etcdUrl: string;
  /** What kubectl printed, as the administrator. @throws Error with what it said on standard error */
  kubectl(...args: readonly string[]): Promise<string>;
  /** The same with `text` on standard input, for `apply -f -`. */
  kubectlWith(text: string, ...args: readonly string[]): Promise<string>;
  /** Kills it, as a node that goes away does. */
  stopApiServer(): Promise<void>;
  startApiServer(): Promise<void>;
  /** Both servers are stopped, all that etcd knew is removed, both are started. */
  wipe(): Promise<void>;
  /** Forgets all earlier revisions in etcd, as the API server does every five minutes. */
  compact(): Promise<void>;
  /** With the ServiceAccount that a controller manager would make. */
  createNamespace(name: string, labels?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/** Starts a cluster without nodes and controllers. @throws Error where a program is missing, or does not start */
export async function startTestCluster(): Promise<TestCluster> {
  const programs = await findClusterPrograms();
  // In memory where that can be had: etcd waits for the disk on every write.
  const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'test-cluster-'));
  try {
    return await startIn(folder, programs);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, programs: ClusterPrograms): Promise<TestCluster> {
  const certificates = await createCertificates(path.join(folder, 'certificates'));
  const [port = 0, etcdPort = 0, peerPort = 0] = await freePorts(3);
  const [url, etcdUrl] = [`https://127.0.0.1:${port}`, `http://127.0.0.1:${etcdPort}`];
  const kubeconfig = await writeKubeconfig(folder, certificates, url);
  const etcdArgs = etcdArguments(folder, etcdUrl, `http://127.0.0.1:${peerPort}`);
  const apiServerArgs = apiServerArguments(folder, etcdUrl, port);
  let etcd: ServerProcess | undefined;
  let apiServer: ServerProcess | undefined;
  const startEtcd = async () => {
    etcd = startServer(programs.etcd, etcdArgs);
    await waitUntil(etcd, 'etcd', async () => (await fetch(`${etcdUrl}/health`)).ok);
  };
  const startApiServer = async () => {
    apiServer = startServer(programs.kubeApiServer, apiServerArgs);
    await waitUntil(apiServer, 'kube-apiserver', () => isReady(url, certificates));
  };
  const kubectlWith = async (text: string, ...args: readonly string[]) => {
    const called = run(programs.kubectl, ['--kubeconfig', kubeconfig, ...args], { maxBuffer: 256 * 1024 * 1024 });
    called.child.stdin?.end(text);
    return (await called).stdout;
  };
  const kubectl = (...args: readonly string[]) => kubectlWith('', ...args);
  const close = async () => {
    await apiServer?.stop('SIGKILL');
    await etcd?.stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await startEtcd();
    await startApiServer();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ url, folder, kubeconfig, programs, certificates, etcdUrl, kubectl, kubectlWith, startApiServer, close },
    stopApiServer: async () => apiServer?.stop('SIGKILL'),
    async wipe() {
      await apiServer?.stop('SIGKILL');
      await etcd?.stop('SIGKILL');
      await rm(path.join(folder, 'etcd'), { recursive: true });
      await startEtcd();
      await startApiServer();
    },
    async compact() {
      const { header } = await etcdCall(etcdUrl, 'kv/range', { key: Buffer.from('/').toString('base64') });
      await etcdCall(etcdUrl, 'kv/compaction', { revision: header.revision, physical: true });
    },
    async createNamespace(name, labels = {}) {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } };
      const list = { apiVersion: 'v1', kind: 'List', items: [namespace, account] };
      await kubectlWith(JSON.stringify(list), 'apply', '-f', '-');
    },
  };
}

async function writeKubeconfig(folder: string, certificates: ClusterCertificates, url: string): Promise<string> {
  const { authority, admin } = certificates;
  const user = { 'client-certificate-data': base64(admin.certificate), 'client-key-data': base64(admin.key) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority-data': base64(authority) } }],
    users: [{ name: 'admin', user }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  };
  const file = path.join(folder, 'kubeconfig');
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function etcdArguments(folder: string, url: string, peerUrl: string): string[] {
  return [
    `--data-dir=${path.join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    '--log-level=error',
  ];
}

function apiServerArguments(folder: string, etcdUrl: string, port: number): string[] {
  const file = (name: string) => path.join(folder, 'certificates', name);
  return [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--advertise-address=${advertisedAddress}`,
    `--secure-port=${port}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    `--cert-dir=${file('')}`,
    `--tls-cert-file=${file('server.crt')}`,
    `--tls-private-key-file=${file('server.key')}`,
    `--client-ca-file=${file('ca.crt')}`,
    `--service-account-key-file=${file('service-account.key')}`,
    `--service-account-signing-key-file=${file('service-account.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--profiling=false',
    // Watches that end often show that whoever watches goes on.
    '--min-request-timeout=300',
  ];
}

async function etcdCall(url: string, call: string, body: object): Promise<{ header: { revision: string } }> {
  const response = await fetch(`${url}/v3/${call}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`Cannot call etcd ${call}: ${await response.text()}`);
  return (await response.json()) as { header: { revision: string } };
}

async function waitUntil(server: ServerProcess, name: string, isThere: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isThere().catch(() => false))) {
    if (!server.isRunning() || Date.now() > deadline) {
      await server.stop('SIGKILL');
      throw new Error(`Cannot start ${name}: ${server.output().trim() || 'it does not answer'}`);
    }
    await sleep(50);
  }
}

function isReady(url: string, { authority, admin }: ClusterCertificates): Promise<boolean> {
  const agent = new Agent({ ca: authority, cert: admin.certificate, key: admin.key });
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/readyz`, { agent }, (response) => {
      response.resume().on('end', () => {
        agent.destroy();
        resolve(response.statusCode === 200);
      });
    });
    asked.on('error', reject).end();
  });
}
