import type { ContainerFacts } from './container-facts.ts';
import type { RuntimeCommand } from './runtime-command.ts';

/** A runtime that is starting a container. */
export interface PendingStart {
  readonly command: RuntimeCommand;
  /** The runtime's process, and its mount namespace. */
  readonly pid: number;
  readonly mntns: number;
  /** Absolute path of the bundle, as the runtime sees it. */
  readonly bundle: string;
  /** Whether the runtime runs as root: then its configuration is believed. */
  readonly isByRoot: boolean;
  /** By its configuration. */
  readonly facts: ContainerFacts;
  readonly sinceMs: number;
}

/** Starts that have not become containers, by the runtime's process. At most `max`: the oldest give way, counted. */
export interface PendingStarts {
  readonly size: number;
  /** Gave way, or never became a container. */
  readonly forgotten: number;
  get(pid: number): PendingStart | undefined;
  all(): PendingStart[];
  set(start: PendingStart): void;
  delete(pid: number): void;
  /** Forgets what began before. */
  expire(beforeMs: number): void;
}

export function createPendingStarts(max: number): PendingStarts {
  const starts = new Map<number, PendingStart>();
  let forgotten = 0;

  function forget(pid: number): void {
    if (starts.delete(pid)) forgotten += 1;
  }

  return {
    get size() {
      return starts.size;
    },
    get forgotten() {
      return forgotten;
    },
    get: (pid) => starts.get(pid),
    all: () => [...starts.values()],
    set(start) {
      starts.delete(start.pid);
      starts.set(start.pid, start);
      if (starts.size > max) forget(starts.keys().next().value as number);
    },
    delete: (pid) => {
      starts.delete(pid);
    },
    expire(beforeMs) {
      for (const { pid, sinceMs } of starts.values()) if (sinceMs < beforeMs) forget(pid);
    },
  };
}
