/** What discovery counted since it was opened. */
export interface ContainerDiscoveryStats {
  /** Containers that run now. */
  readonly containers: number;
  /** Told of. */
  readonly added: number;
  readonly removed: number;
  /** Not told of: there were too many at once. */
  readonly refused: number;
  /** Calls of a runtime that start a container, as fanotify and the collector's events told. */
  readonly starts: number;
  /** Starts that have not become a container yet. */
  readonly pendingStarts: number;
  /** Starts that never did, or gave way to others. */
  readonly forgottenStarts: number;
  /** Containers whose configuration could not be read: they are told of with what else is known. */
  readonly unreadableBundles: number;
  /** Of fanotify. */
  readonly watch: StartWatchStats;
  /** Questions to containerd and Docker that had no answer, after every retry. */
  readonly unanswered: number;
}

export interface StartWatchStats {
  /** Executions of a runtime that waited for their permission. */
  readonly permissions: number;
  /** Allowed after the longest time that they may wait, not when they had been looked at. */
  readonly late: number;
  /** Starts that were not told of: nobody had taken earlier ones for long. */
  readonly lost: number;
}
