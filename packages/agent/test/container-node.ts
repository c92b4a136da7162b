import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';

const run = promisify(execFile);
const runFolder = '/run/containerd';
const namespace = 'k8s.io';

/** As the pod's spec names it. */
export const imageName = 'docker.io/rulelib/web:1';

/** A container of a pod, as kubelet would have started it. */
export interface PodContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly name: string;
}

export interface RunningContainer {
  readonly id: string;
  /** Runs a program in it, as `kubectl exec` does; its own failure is none of ours. */
  exec(...command: readonly string[]): Promise<void>;
}

/** What kubelet and containerd are on a node: containers with the labels and the cgroups that kubelet gives. */
export interface ContainerNode {
  readonly socket: string;
  start(container: PodContainer, command: readonly string[]): Promise<RunningContainer>;
  close(): Promise<void>;
}

/** What is missing for it; undefined: nothing. */
export function missingTools(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  const missing = ['containerd', 'ctr', 'runc', 'busybox'].filter(
    (tool) => !folders.some((folder) => existsSync(join(folder, tool))),
  );
  if (process.getuid?.() !== 0) return 'not root';
  return missing.length === 0 ? undefined : `no ${missing.join(', ')}`;
}

/** Starts a containerd of the test's own, with an image of busybox in it. */
export async function startContainerNode(): Promise<ContainerNode> {
  const folder = mkdtempSync(join(tmpdir(), 'agent-node-'));
  const hadRunFolder = existsSync(runFolder);
  const socket = join(folder, 'containerd.sock');
  const config = [
    'version = 2',
    `root = "${join(folder, 'root')}"`,
    `state = "${join(folder, 'state')}"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    `[grpc]\naddress = "${socket}"`,
  ];
  writeFileSync(join(folder, 'config.toml'), `${config.join('\n')}\n`);
  const args = ['--config', join(folder, 'config.toml'), '--log-level', 'error'];
  const daemon = spawn('containerd', args, { stdio: 'ignore' });
  const ctr = async (...more: readonly string[]) => (await run('ctr', ['-a', socket, '-n', namespace, ...more])).stdout;
  await vi.waitUntil(
    () =>
      ctr('version').then(
        () => true,
        () => false,
      ),
    { timeout: 60_000, interval: 100 },
  );
  await ctr('images', 'import', await makeImage(folder));
  const running: string[] = [];
  // One folder for all pods, of this test alone: kubelet's is `kubepods`.
  const cgroup = `kubepods-test-${randomBytes(4).toString('hex')}`;
  return {
    socket,
    async start(container, command) {
      const id = randomBytes(32).toString('hex');
      const labels = labelsOf(container).flatMap((label) => ['--label', label]);
      const place = ['--cgroup', `/${cgroup}/besteffort/pod${container.uid}/${id}`];
      await ctr('run', '--detach', ...place, ...labels, imageName, id, ...command);
      running.push(id);
      return {
        id,
        async exec(...program) {
          await ctr('task', 'exec', '--exec-id', randomUUID(), id, ...program).catch(() => {});
        },
      };
    },
    async close() {
      for (const id of running) {
        await ctr('task', 'kill', '--signal', 'SIGKILL', id).catch(() => {});
        await vi.waitUntil(
          () =>
            ctr('container', 'rm', id).then(
              () => true,
              () => false,
            ),
          { timeout: 30_000, interval: 200 },
        );
      }
      daemon.kill('SIGTERM');
      await once(daemon, 'exit');
      for (const mount of cgroupMounts()) removeGroup(join(mount, cgroup));
      rmSync(join(runFolder, 'runc', namespace), { recursive: true, force: true });
      if (!hadRunFolder) rmSync(runFolder, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function labelsOf({ namespace: podNamespace, pod, uid, name }: PodContainer): string[] {
  return [
    `io.kubernetes.pod.namespace=${podNamespace}`,
    `io.kubernetes.pod.name=${pod}`,
    `io.kubernetes.pod.uid=${uid}`,
    `io.kubernetes.container.name=${name}`,
    'io.cri-containerd.kind=container',
  ];
}

function cgroupMounts(): string[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return mounts
    .map((line) => line.split(' '))
    .flatMap(([, path = '', type]) => (type?.startsWith('cgroup') ? [path] : []));
}

function removeGroup(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeGroup(join(folder, entry.name));
  }
  rmdirSync(folder);
}

/** Each program a file of its own, so that the path says what runs; and a file that is worth stealing. */
async function makeImage(folder: string): Promise<string> {
  const rootfs = join(folder, 'rootfs');
  for (const name of ['bin', 'etc', 'proc', 'sys', 'dev', 'tmp']) mkdirSync(join(rootfs, name), { recursive: true });
  const { stdout } = await run('sh', ['-c', 'command -v busybox']);
  for (const name of ['sh', 'sleep', 'cat', 'cp', 'curl', 'busybox']) {
    copyFileSync(stdout.trim(), join(rootfs, 'bin', name));
  }
  writeFileSync(join(rootfs, 'etc/shadow'), 'root:*:1::::::\n');
  const layout = join(folder, 'layout');
  mkdirSync(join(layout, 'blobs/sha256'), { recursive: true });
  await run('tar', ['-C', rootfs, '-cf', join(folder, 'layer.tar'), '.']);
  const add = (content: Buffer) => {
    const hex = createHash('sha256').update(content).digest('hex');
    writeFileSync(join(layout, 'blobs/sha256', hex), content);
    return { digest: `sha256:${hex}`, size: content.length };
  };
  const layer = add(readFileSync(join(folder, 'layer.tar')));
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const config = add(json({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [layer.digest] } }));
  const type = 'application/vnd.oci.image';
  const manifest = add(
    json({
      schemaVersion: 2,
      config: { mediaType: `${type}.config.v1+json`, ...config },
      layers: [{ mediaType: `${type}.layer.v1.tar`, ...layer }],
    }),
  );
  const annotations = { 'io.containerd.image.name': imageName };
  const entry = { mediaType: `${type}.manifest.v1+json`, ...manifest, annotations };
  writeFileSync(join(layout, 'index.json'), json({ schemaVersion: 2, manifests: [entry] }));
  writeFileSync(join(layout, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  await run('tar', ['-C', layout, '-cf', join(folder, 'image.tar'), '.']);
  return join(folder, 'image.tar');
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
