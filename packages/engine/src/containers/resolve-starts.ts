import path from 'node:path';
import type { ContainerTracker } from './container-tracker.ts';
import type { PendingStart } from './pending-starts.ts';
import { bootMs, mntnsOf, readProcess, startMs } from './proc-process.ts';
import { readBounded } from './read-bounded.ts';
import type { StateFolders } from './state-folders.ts';

export interface ResolveOptions {
  readonly hostRoot: string;
  readonly folders: StateFolders;
  /** Starts since then are left to their events. */
  readonly beforeMs: number;
}

const maxPidFileBytes = 64;

/** Turns starts of which no event told the process into containers, by what the runtime wrote: its pid file, its state. */
export function resolveStarts(tracker: ContainerTracker, { hostRoot, folders, beforeMs }: ResolveOptions): void {
  for (const start of tracker.starts.all()) {
    if (start.sinceMs > beforeMs) continue;
    const pid = pidFileOf(start, hostRoot) ?? folders.find(start.command.id, start.command.root)?.pid;
    const process = pid === undefined ? undefined : readProcess(pid);
    const mntns = process && mntnsOf(process.pid);
    if (!process || mntns === undefined || mntns === start.mntns) continue;
    const startedMs = startMs(process, bootMs());
    tracker.begin(start, { id: start.command.id, mntns, pid: process.pid, startedMs, wasRunning: false });
  }
}

function pidFileOf({ command, bundle }: PendingStart, hostRoot: string): number | undefined {
  if (command.pidFile === undefined) return undefined;
  const text = readBounded(hostRoot + path.resolve(bundle, command.pidFile), maxPidFileBytes);
  return text !== undefined && /^\d{1,10}\s*$/.test(text) ? Number(text) : undefined;
}
