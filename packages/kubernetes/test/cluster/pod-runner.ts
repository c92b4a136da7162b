import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { makePodImage, podImage } from './pod-image.ts';
import { startServer } from './server-process.ts';
import type { TestCluster } from './test-cluster.ts';

const run = promisify(execFile);

/** Where kubelet has containerd keep its containers. */
const runtimeNamespace = 'k8s.io';

export interface PodRequest {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** As in `metadata.ownerReferences`. */
  readonly ownerReferences?: readonly object[];
  /** Absent: main. */
  readonly containerName?: string;
  /** What the container runs; absent: it sleeps. */
  readonly command?: readonly string[];
}

export interface RunningPod {
  readonly uid: string;
  readonly containerId: string;
  readonly pid: number;
}

/** Plays scheduler and kubelet: a pod is an object of the API server, and a real container in a containerd of its own. */
export interface PodRunner {
  /** The socket of containerd. */
  readonly socket: string;
  run(pod: PodRequest): Promise<RunningPod>;
  /** Runs a shell script in the container: what it wrote on standard output. */
  exec(containerId: string, script: string): Promise<string>;
  /** Ends the container; the pod's object stays. */
  remove(containerId: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts containerd. It takes what {@link missingForPods} asks for. */
export async function openPodRunner(cluster: TestCluster): Promise<PodRunner> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pod-runner-'));
  const socket = path.join(folder, 'containerd.sock');
  const daemon = await startContainerd(folder, socket);
  const ctr = async (...args: readonly string[]) =>
    (await run('ctr', ['-a', socket, '-n', runtimeNamespace, ...args], { maxBuffer: 16 * 1024 * 1024 })).stdout;
  await ctr('images', 'import', await makePodImage(folder));
  const running = new Map<string, string>();
  const remove = async (id: string) => {
    await ctr('task', 'kill', '--signal', 'SIGKILL', id).catch(() => undefined);
    await ctr('task', 'delete', '--force', id).catch(() => undefined);
    await ctr('containers', 'delete', id).catch(() => undefined);
    const uid = running.get(id);
    running.delete(id);
    if (uid !== undefined) await removeCgroups(uid);
  };
  return {
    socket,
    async run(pod) {
      const uid = await createPod(cluster, pod);
      const id = randomBytes(32).toString('hex');
      running.set(id, uid);
      await ctr(...runArguments(pod, uid, id));
      const tasks = await ctr('task', 'list');
      const pid = Number(new RegExp(`^${id} +(\\d+)`, 'm').exec(tasks)?.[1]);
      return { uid, containerId: id, pid };
    },
    exec: (id, script) => ctr('task', 'exec', '--exec-id', randomBytes(4).toString('hex'), id, '/bin/sh', '-c', script),
    remove,
    async close() {
      for (const id of [...running.keys()]) await remove(id);
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
      // What shims share with those of any other containerd: only when nobody uses it.
      for (const left of [`/run/containerd/runc/${runtimeNamespace}`, '/run/containerd/runc']) {
        await rmdir(left).catch(() => undefined);
      }
    },
  };
}

function runArguments(
  { namespace, name, containerName = 'main', command }: PodRequest,
  uid: string,
  id: string,
): string[] {
  const labels = {
    'io.cri-containerd.kind': 'container',
    'io.kubernetes.container.name': containerName,
    'io.kubernetes.pod.name': name,
    'io.kubernetes.pod.namespace': namespace,
    'io.kubernetes.pod.uid': uid,
  };
  const written = Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
  // kubelet's layout with the cgroupfs driver, of a pod that asks for no resources.
  const cgroup = ['--cgroup', `${podCgroup(uid)}/${id}`];
  return ['run', '--detach', ...written, ...cgroup, podImage, id, ...(command ?? ['/bin/sleep', '1000000'])];
}

function podCgroup(uid: string): string {
  return `/kubepods/besteffort/pod${uid}`;
}

async function createPod(cluster: TestCluster, pod: PodRequest): Promise<string> {
  const { namespace, name, node, labels = {}, ownerReferences = [], containerName = 'main', command } = pod;
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, ownerReferences },
    spec: {
      nodeName: node,
      automountServiceAccountToken: false,
      containers: [{ name: containerName, image: podImage, ...(command && { command }) }],
    },
  };
  return cluster.kubectlWith(JSON.stringify(object), 'create', '-f', '-', '-o', 'jsonpath={.metadata.uid}');
}

async function startContainerd(folder: string, socket: string) {
  const config = path.join(folder, 'config.toml');
  const lines = [
    'version = 2',
    `root = "${path.join(folder, 'root')}"`,
    `state = "${path.join(folder, 'state')}"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    '[grpc]',
    `address = "${socket}"`,
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  const daemon = startServer('containerd', ['--config', config, '--log-level', 'error']);
  for (let waitedMs = 0; !existsSync(socket); waitedMs += 50) {
    if (!daemon.isRunning() || waitedMs > 60_000) throw new Error(`Cannot start containerd: ${daemon.output()}`);
    await sleep(50);
  }
  return daemon;
}

/** runc removes the container's own; kubelet would remove the pod's. Those above are shared with whoever else plays kubelet. */
async function removeCgroups(uid: string): Promise<void> {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => / - cgroup2? /.test(line));
  for (const line of mounts) {
    const root = line.split(' ')[4] ?? '';
    const pod = path.join(root, podCgroup(uid));
    for (const child of await readdir(pod).catch(() => [])) await rmdir(path.join(pod, child)).catch(() => undefined);
    for (const folder of [pod, path.dirname(pod), path.dirname(path.dirname(pod))]) {
      if (folder !== root) await rmdir(folder).catch(() => undefined);
    }
  }
}
