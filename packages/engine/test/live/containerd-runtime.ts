import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cgroupMounts } from './cgroup-mounts.ts';
import { imageName } from './container-image.ts';
import type { ContainerMounts, ContainerRuntime } from './container-runtime.ts';
import { runProgram } from './run-program.ts';

const runFolder = '/run/containerd';

export interface ContainerdRuntime extends ContainerRuntime {
  /** Its socket. */
  readonly address: string;
  /** Calls ctr in the namespace of the tests. */
  ctr(...args: readonly string[]): Promise<string>;
}

/** A containerd of our own, with all it keeps in `folder`, called through ctr. */
export async function createContainerdRuntime(
  folder: string,
  image: string,
  mounts: ContainerMounts,
): Promise<ContainerdRuntime> {
  const home = path.join(folder, 'containerd');
  const address = path.join(home, 'socket');
  const hadRunFolder = existsSync(runFolder);
  // Tests run at the same time, each with a containerd of its own: cgroups and states are named by the namespace.
  const namespace = `rulelib-live-${randomBytes(4).toString('hex')}`;
  mkdirSync(home);
  const daemon = await startDaemon(home, address);
  const ctr = (...args: readonly string[]) => runProgram('ctr', ['-a', address, '-n', namespace, ...args]);
  const bind = (source: string, to: string, access: string) => [
    '--mount',
    `type=bind,src=${source},dst=${to},options=rbind:${access}`,
  ];
  await ctr('images', 'import', image);
  return {
    ...{ name: 'containerd container', address, ctr },
    run: (id, script) =>
      ctr(
        ...['run', '--rm', '--privileged', ...bind(mounts.workloads, '/workloads', 'ro')],
        ...[...bind(mounts.shared, '/shared', 'rw'), imageName, id, '/bin/sh', '-c', script],
      ),
    async close() {
      daemon.kill('SIGTERM');
      await once(daemon, 'exit');
      // containerd leaves the cgroup of its namespace.
      for (const mount of cgroupMounts()) removeIfThere(path.join(mount, namespace));
      removeIfThere(path.join(runFolder, 'runc', namespace));
      if (!hadRunFolder && !isInUse()) rmSync(runFolder, { recursive: true, force: true });
    },
  };
}

async function startDaemon(home: string, address: string): Promise<ChildProcess> {
  const config = path.join(home, 'config.toml');
  const [root, state] = [path.join(home, 'root'), path.join(home, 'state')];
  const lines = [
    'version = 2',
    `root = "${root}"`,
    `state = "${state}"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
  ];
  writeFileSync(config, `${[...lines, '[grpc]', `address = "${address}"`].join('\n')}\n`);
  const daemon = spawn('containerd', ['--config', config, '--log-level', 'error'], { stdio: 'ignore' });
  const deadline = Date.now() + 30_000;
  while (!existsSync(address)) {
    if (daemon.exitCode !== null || Date.now() > deadline) {
      daemon.kill('SIGKILL');
      throw new Error(`Cannot start containerd: ended with ${daemon.exitCode}`);
    }
    await sleep(50);
  }
  return daemon;
}

function removeIfThere(folder: string): void {
  if (existsSync(folder)) rmdirSync(folder);
}

/** Whether another containerd has containers, or their shims. */
function isInUse(): boolean {
  return ['runc', 's'].some((name) => {
    const folder = path.join(runFolder, name);
    return existsSync(folder) && readdirSync(folder).length > 0;
  });
}
