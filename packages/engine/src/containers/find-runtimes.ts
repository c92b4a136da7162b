import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { runtimeNames } from './runtime-command.ts';

/**
 * Where runtimes are installed: PATH of services, what containerd, CRI-O, docker, podman and the distributions of Kubernetes
 * bring along.
 */
export const runtimeFolders: readonly string[] = [
  ...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  ...[
    '/opt/bin',
    '/opt/containerd/bin',
    '/opt/cni/bin',
    '/opt/crio/bin',
    '/usr/libexec/crio',
    '/usr/lib/cri-o-runc/sbin',
  ],
  ...['/usr/libexec/podman', '/usr/lib/podman', '/usr/lib/docker', '/usr/libexec/docker', '/home/kubernetes/bin'],
  ...[
    '/var/lib/rancher/k3s/data/current/bin',
    '/var/lib/rancher/rke2/bin',
    '/snap/microk8s/current/bin',
    '/snap/docker/current/bin',
  ],
];

/** Runtimes that are there, each file once. */
export function findRuntimes(hostRoot: string, runtimePaths: readonly string[]): string[] {
  const usual = [...runtimeFolders, ...ownPath()].flatMap((folder) =>
    runtimeNames.map((name) => path.join(folder, name)),
  );
  const files = [...usual, ...runtimePaths].map((file) => hostRoot + file).filter((file) => existsSync(file));
  return [...new Set(files.flatMap(realPath))];
}

function ownPath(): string[] {
  return (process.env['PATH'] ?? '').split(':').filter((folder) => path.isAbsolute(folder));
}

function realPath(file: string): string[] {
  try {
    return [realpathSync(file)];
  } catch {
    return [];
  }
}
