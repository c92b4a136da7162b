import type { Container, ContainerEnd, ContainerListener } from '../contexts/container.ts';
import { type ContainerFacts, mergeFacts } from './container-facts.ts';

/** The containers that run, by first process and by id: what the listener was told. */
export interface KnownContainers {
  readonly size: number;
  byPid(pid: number): Container | undefined;
  byId(id: string): Container | undefined;
  all(): Container[];
  /** False: there are too many, or its process is known. */
  add(container: Container): boolean;
  /** Adds what was learned; tells the listener when that is anything new. */
  learn(container: Container, facts: ContainerFacts): void;
  /** One of its processes made a mount namespace. */
  meetNamespace(container: Container, mntns: number): void;
  remove(container: Container, end: ContainerEnd): void;
}

const maxNamespaces = 32;

/** @param maxContainers those beyond are not told of */
export function createKnownContainers(listener: ContainerListener, maxContainers: number): KnownContainers {
  const pids = new Map<number, Container>();
  const ids = new Map<string, Container>();

  function replace(old: Container, next: Container): void {
    if (pids.get(old.pid) !== old) return;
    pids.set(next.pid, next);
    if (ids.get(old.id) === old) ids.set(next.id, next);
    listener.changed(next);
  }

  return {
    get size() {
      return pids.size;
    },
    byPid: (pid) => pids.get(pid),
    byId: (id) => ids.get(id),
    all: () => [...pids.values()],
    add(container) {
      if (pids.size >= maxContainers || pids.has(container.pid)) return false;
      pids.set(container.pid, container);
      ids.set(container.id, container);
      listener.added(container);
      return true;
    },
    learn(container, facts) {
      const next = { ...container, ...mergeFacts(container, facts) };
      if (JSON.stringify(next) !== JSON.stringify(container)) replace(container, next);
    },
    meetNamespace(container, mntns) {
      const { otherMntns = [] } = container;
      if (mntns === container.mntns || otherMntns.includes(mntns) || otherMntns.length >= maxNamespaces) return;
      replace(container, { ...container, otherMntns: [...otherMntns, mntns] });
    },
    remove(container, end) {
      if (pids.get(container.pid) !== container) return;
      pids.delete(container.pid);
      if (ids.get(container.id) === container) ids.delete(container.id);
      listener.removed(container, end);
    },
  };
}
