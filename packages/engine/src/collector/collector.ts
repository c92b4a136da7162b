import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { type CollectorStats, typeStats } from './collector-stats.ts';
import { describeFeatures, type Feature } from './features.ts';
import type { NativeAddon, NativeHandle } from './native-addon.ts';
import { createProcessTree } from './process-tree.ts';
import { type Run, startRun } from './start-run.ts';
import { wireTypes } from './wire.ts';

export interface StartOptions {
  /** Gets what `onEvent` throws; without it, it is thrown outside the collector, which goes on either way. */
  readonly onError?: (error: unknown) => void;
}

/** The kernel of this machine as a source of events. */
export interface Collector {
  /** What the kernel gives, and which hook was chosen for what. */
  readonly features: readonly Feature[];
  /**
   * Delivers events from now on, beginning with one `procfs` event for each process that runs.
   * @param onEvent its event is a view on memory that moves on when it returns: copy what you keep, with `toRecord`
   */
  start(onEvent: (event: RuntimeEvent) => void, options?: StartOptions): void;
  stats(): CollectorStats;
  /** Delivers what the ring still holds, and unloads everything. A second time does nothing. */
  stop(): void;
}

export interface CollectorParts {
  readonly addon: NativeAddon;
  readonly handle: NativeHandle;
  readonly wanted: ReadonlySet<EventType>;
  readonly ringBytes: number;
}

/** A collector around programs that are loaded and attached. */
export function createCollector({ addon, handle, wanted, ringBytes }: CollectorParts): Collector {
  const counts = { delivered: new Float64Array(wireTypes.length), undecodable: 0, malformed: { dns: 0, http: 0 } };
  const tree = createProcessTree();
  let run: Run | undefined;
  let isStarting = false;
  let shouldStop = false;
  let finalStats: CollectorStats | undefined;

  function readStats(): CollectorStats {
    const types = typeStats(addon.count(handle), counts.delivered);
    const { undecodable, malformed } = counts;
    return {
      types,
      undecodable,
      malformed: { ...malformed },
      ringBytes,
      processes: tree.size,
      processesEvicted: tree.evicted,
    };
  }

  function finish(): void {
    run?.finish();
    finalStats = readStats();
    addon.close(handle);
  }

  return {
    features: describeFeatures(wanted, addon.hooks(handle)),
    start(onEvent, { onError = throwOutside } = {}) {
      if (run || isStarting || finalStats) throw new Error('Cannot start the collector: it was started before');
      const stopIfAsked = (): boolean => {
        if (shouldStop) finish();
        return shouldStop;
      };
      isStarting = true;
      run = startRun({ addon, handle, wanted, ringBytes, counts, tree, readStats, stopIfAsked }, { onEvent, onError });
      isStarting = false;
      stopIfAsked();
    },
    stats: () => finalStats ?? readStats(),
    stop() {
      if (shouldStop) return;
      shouldStop = true;
      // Called by an event's receiver: the batch in hand comes first.
      if (!isStarting && !run?.isBusy()) finish();
    },
  };
}

function throwOutside(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
