import type { StartWatchStats } from './discovery-stats.ts';

/** A call of a runtime as fanotify or an event tells it. */
export interface CapturedStart {
  /** The runtime's process, and its mount namespace. */
  readonly pid: number;
  readonly mntns: number;
  readonly exepath: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** User that the runtime runs as. */
  readonly uid: number;
  /** Content of the bundle's `config.json`; absent: it was not read, could not be, or is too long. */
  readonly config?: string;
}

/** Executions of the runtimes' programs, seen by fanotify. */
export interface StartWatch {
  /** Those since the last call. */
  take(): CapturedStart[];
  /** Looks again for programs: one may have come. */
  lookAgain(): void;
  /** Programs that are watched. */
  readonly programs: readonly string[];
  stats(): StartWatchStats;
  close(): void;
}
