import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { imageName, makeImage, makeRootfs } from './container-image.ts';
import { type ContainerdRuntime, createContainerdRuntime } from './containerd-runtime.ts';
import { mountOverlay, unmount } from './overlay-root.ts';
import { runProgram } from './run-program.ts';
import { createRuncRuntime } from './runc-runtime.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

/** A container that repeats its routine, and does one thing more when it is told to. */
export interface RoutineContainer {
  readonly name: string;
  /** Of the run that was started last. */
  id(): string;
  /** Resolves when it has ended, which {@link RoutineContainer.stop} asks for. */
  run(): Promise<void>;
  /** Resolves when it has done it. */
  act(act: string): Promise<void>;
  stop(): void;
}

export interface LearnedContainers {
  readonly containerdSocket: string;
  readonly routines: readonly RoutineContainer[];
  close(): Promise<void>;
}

const patience = { timeout: 60_000, interval: 20 };

/** The pod that the container of containerd says it is of. */
const podLabels = {
  'io.kubernetes.pod.name': 'web-0',
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.pod.uid': '5e6f',
  'io.kubernetes.container.name': 'routine',
};

/** The same routine in a container of runc, on an overlay as images are, and in one of containerd, which is of a pod. */
export async function makeLearnedContainers(): Promise<LearnedContainers> {
  const folder = makeFolder();
  const rootfs = makeRootfs(folder);
  for (const name of ['cat', 'ip', 'sleep']) symlinkSync('busybox', path.join(rootfs, 'bin', name));
  copyFileSync(path.join(rootfs, 'bin/busybox'), path.join(rootfs, 'bin/busybox2'));
  mkdirSync(path.join(rootfs, 'etc'));
  for (const name of ['hosts', 'secret-list']) writeFileSync(path.join(rootfs, 'etc', name), 'localhost\n');
  const shared = path.join(folder, 'shared');
  mkdirSync(shared);
  const mounts = { workloads: path.dirname(workloadPath('routine')), shared };
  const merged = mountOverlay(folder, rootfs);
  const runc = createRuncRuntime(folder, merged, mounts);
  const containerd = await createContainerdRuntime(folder, await makeImage(folder, rootfs), mounts);

  const standalone = `rulelib-learn-${process.pid}`;
  const bundle = await runc.prepare(standalone, scriptOf('runc'));
  let runs = 0;
  const podId = () => `rulelib-learn-pod-${process.pid}-${runs}`;
  return {
    containerdSocket: containerd.address,
    routines: [
      routineOf('runc', shared, {
        id: () => standalone,
        run: () => runProgram('runc', ['run', '--bundle', bundle, standalone]),
      }),
      routineOf('containerd', shared, {
        id: podId,
        run: () => {
          runs += 1;
          return runPod(containerd, podId(), mounts);
        },
      }),
    ],
    async close() {
      await containerd.close();
      unmount(merged);
      removeFolder(folder);
    },
  };
}

/** The addresses are its own: what it sends reaches itself at most. */
function scriptOf(name: string): string {
  return [
    'ip link set lo up',
    'for address in 192.0.2.1 198.51.100.7; do ip addr add $address/32 dev lo; done',
    `while [ ! -e /shared/${name}-stop ]; do`,
    `read ACT < /shared/${name}-act; export ACT; /workloads/routine; echo $ACT > /shared/${name}-done`,
    'cat /etc/hosts > /dev/null; sleep 0.2; done',
  ].join('\n');
}

function runPod(
  containerd: ContainerdRuntime,
  id: string,
  { workloads, shared }: { workloads: string; shared: string },
) {
  const noted = Object.entries(podLabels).flatMap(([key, value]) => ['--annotation', `${key}=${value}`]);
  const bind = (source: string, to: string) => ['--mount', `type=bind,src=${source},dst=${to},options=rbind:rw`];
  return containerd.ctr(
    ...['run', '--rm', '--privileged', ...noted, ...bind(workloads, '/workloads'), ...bind(shared, '/shared')],
    ...[imageName, id, '/bin/sh', '-c', scriptOf('containerd')],
  );
}

function routineOf(
  name: string,
  shared: string,
  { id, run }: { readonly id: () => string; readonly run: () => Promise<string> },
): RoutineContainer {
  const file = (what: string) => path.join(shared, `${name}-${what}`);
  return {
    name,
    id,
    async run() {
      writeFileSync(file('act'), 'none\n');
      for (const what of ['stop', 'done']) rmSync(file(what), { force: true });
      await run();
    },
    async act(act) {
      writeFileSync(file('act'), `${act}\n`);
      await vi.waitUntil(() => existsSync(file('done')) && readFileSync(file('done'), 'utf8') === `${act}\n`, patience);
    },
    stop: () => writeFileSync(file('stop'), ''),
  };
}
