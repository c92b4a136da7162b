import type { Container } from '../contexts/container.ts';
import type { ContainerTracker } from './container-tracker.ts';
import { readProcess } from './proc-process.ts';
import { scanProcesses } from './scan-processes.ts';
import type { StateFolders } from './state-folders.ts';

/** Compares what is known with /proc: for what no event told. */
export interface Reconciler {
  /** Tells of containers that are not known. `minAgeMs`: younger ones are left to their events, which are on their way. */
  findNew(wasRunning: boolean, minAgeMs: number): void;
  /** Ends those whose first process is gone; with `patiently`, when it was gone the last time, too. */
  findGone(patiently: boolean): void;
}

export interface ReconcilerParts {
  readonly tracker: ContainerTracker;
  readonly folders: StateFolders;
  readonly hostMntns: number | undefined;
  readonly now: () => number;
}

export function createReconciler({ tracker, folders, hostMntns, now }: ReconcilerParts): Reconciler {
  const { known } = tracker;
  // When a container's first process began: its number may be another's by now.
  const byPid = new Map<number, number>();
  let missing = new Set<number>();

  function isGone({ pid }: Container): boolean {
    const process = readProcess(pid);
    if (!process) return true;
    const seen = byPid.get(pid) ?? process.startTicks;
    byPid.set(pid, seen);
    return seen !== process.startTicks;
  }

  function forget(pid: number): void {
    byPid.delete(pid);
    missing.delete(pid);
  }

  return {
    findNew(wasRunning, minAgeMs) {
      const newest = now() - minAgeMs;
      // Whose start was seen is told of by it: that it did not run before is known, and what its bundle says.
      const starting = new Set(tracker.starts.all().map(({ command }) => command.id));
      for (const { state, ...found } of scanProcesses(folders, hostMntns, (pid) => known.byPid(pid) !== undefined)) {
        if (known.byId(found.id) || starting.has(found.id) || (minAgeMs > 0 && found.startedMs > newest)) continue;
        tracker.meet({ ...found, wasRunning }, state);
      }
    },
    findGone(patiently) {
      const gone = known.all().filter(isGone);
      const ended = patiently ? gone.filter(({ pid }) => missing.has(pid)) : gone;
      missing = new Set(gone.map(({ pid }) => pid));
      for (const container of ended) {
        forget(container.pid);
        tracker.end(container, { timeMs: now() });
      }
      for (const pid of byPid.keys()) if (!known.byPid(pid)) forget(pid);
    },
  };
}
