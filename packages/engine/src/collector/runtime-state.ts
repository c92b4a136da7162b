import { existsSync } from 'node:fs';
import type { HasRuntimeState } from './container-id.ts';

// Defaults of the runtimes for root, and of containerd's shim, which calls runc with a root for each namespace.
const roots = ['/run/runc', '/run/crun', '/run/youki'];
const containerdRoot = '/run/containerd/runc';

/**
 * Looks where runtimes keep the states of their containers.
 * @param hosts the host's file system: pid 1's, which a collector in a container sees as well, and its own, since hardened
 * kernels refuse the former
 */
export function createRuntimeStates(hosts: readonly string[] = ['/proc/1/root', '']): HasRuntimeState {
  return (id, namespace) => {
    const folders = namespace === undefined ? roots : [`${containerdRoot}/${namespace}`];
    return hosts.some((host) => folders.some((folder) => existsSync(`${host}${folder}/${id}`)));
  };
}
