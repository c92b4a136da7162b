import { readFileSync } from 'node:fs';
import { containerIdOf } from './container-id.ts';
import { createRuntimeStates } from './runtime-state.ts';

/** Tells which container a process belongs to, by its mount namespace first and by its cgroup where that is new. */
export interface ContainerLookup {
  /** The container's id; undefined on the host. Costs a read of /proc once for a mount namespace. */
  containerId(mntns: number, pid: number): string | undefined;
  /** The same of a process whose cgroups are known, without a look at /proc: it may be gone. */
  learn(mntns: number, cgroups: string, isStartedAs: (id: string) => boolean): void;
  /** Looks again at the namespace when it was not a container's: its first process may have been moved since. */
  reconsider(mntns: number): void;
  /** Another namespace may have the number by now: the kernel gives the lowest one that is free. */
  forget(mntns: number): void;
}

const maxNamespaces = 4096;

/** @param hostMntns pid 1's mount namespace: its processes are looked up nowhere */
export function createContainerLookup(hostMntns: number, readCgroup = readProcCgroup): ContainerLookup {
  const hasRuntimeState = createRuntimeStates();
  const known = new Map<number, string | undefined>();

  function keep(mntns: number, id: string | undefined): string | undefined {
    if (known.size >= maxNamespaces) known.delete(known.keys().next().value as number);
    known.set(mntns, id);
    return id;
  }

  return {
    containerId(mntns, pid) {
      if (mntns === hostMntns) return undefined;
      if (known.has(mntns)) return known.get(mntns);
      return keep(mntns, containerIdOf(readCgroup(pid), hasRuntimeState));
    },
    learn(mntns, cgroups, isStartedAs) {
      if (mntns === hostMntns || known.has(mntns)) return;
      keep(
        mntns,
        containerIdOf(cgroups, (id, namespace) => isStartedAs(id) || hasRuntimeState(id, namespace)),
      );
    },
    reconsider(mntns) {
      if (known.get(mntns) === undefined) known.delete(mntns);
    },
    forget(mntns) {
      known.delete(mntns);
    },
  };
}

function readProcCgroup(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  } catch {
    // Gone already: without evidence of a container it counts to the host, whose rules then see it.
    return '';
  }
}
