// node packages/kubernetes/test/cluster/main.ts: a cluster for whoever cannot import this folder. It prints one line of JSON,
// {"kubeconfig", "url", "folder", "kubectl", "kubeApiServer", "etcd", "etcdUrl"} or {"reason"} (then it ends with 2), and lives
// until its standard input is closed. Lines that it reads there, each answered by one line {"done": <command>} or
// {"error": <message>}: stop-apiserver, start-apiserver, wipe, compact, definitions (the chart's), namespace <name> [<labels as
// JSON>]; and, answered with what they gave besides: pod <PodRequest as JSON> (the first starts containerd), exec <container id>
// <script>, remove <container id>.

import { createInterface } from 'node:readline';
import { installDefinitions } from './install-definitions.ts';
import { openPodRunner, type PodRequest, type PodRunner } from './pod-runner.ts';
import { startTestCluster, type TestCluster } from './test-cluster.ts';

let runner: Promise<PodRunner> | undefined;

try {
  await serve(await startTestCluster());
} catch (error) {
  say({ reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 2;
}

async function serve(cluster: TestCluster): Promise<void> {
  const { kubeconfig, url, folder, programs, etcdUrl } = cluster;
  // Whoever started it may be interrupted together with it: the servers are not.
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, () => void close(cluster).then(() => process.exit(1)));
  try {
    say({ kubeconfig, url, folder, etcdUrl, ...programs });
    for await (const line of createInterface({ input: process.stdin })) await answer(cluster, line.trim());
  } finally {
    await close(cluster);
  }
}

async function close(cluster: TestCluster): Promise<void> {
  await runner?.then(
    (opened) => opened.close(),
    () => undefined,
  );
  await cluster.close();
}

async function answer(cluster: TestCluster, line: string): Promise<void> {
  try {
    const [command = '', name = '', ...rest] = line.split(' ');
    const given = await execute(cluster, command, name, rest.join(' '));
    say({ done: line, ...(given as object | undefined) });
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

async function execute(cluster: TestCluster, command: string, name: string, rest: string): Promise<unknown> {
  if (command === 'stop-apiserver') return cluster.stopApiServer();
  if (command === 'start-apiserver') return cluster.startApiServer();
  if (command === 'wipe') return cluster.wipe();
  if (command === 'compact') return cluster.compact();
  if (command === 'definitions') return installDefinitions(cluster);
  if (command === 'namespace') return cluster.createNamespace(name, JSON.parse(rest || '{}'));
  if (command === 'pod') return runPod(cluster, JSON.parse(`${name} ${rest}`) as PodRequest);
  if (command === 'exec') return { output: await (await podRunner(cluster)).exec(name, rest) };
  if (command === 'remove') return (await podRunner(cluster)).remove(name);
  throw new Error(`Unknown command "${command}"`);
}

async function runPod(cluster: TestCluster, pod: PodRequest): Promise<object> {
  const runner = await podRunner(cluster);
  return { socket: runner.socket, ...(await runner.run(pod)) };
}

function podRunner(cluster: TestCluster): Promise<PodRunner> {
  runner ??= openPodRunner(cluster);
  return runner;
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
