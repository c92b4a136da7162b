import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { EventFilter } from '../push-down/event-filter.ts';
import { type CollectorStats, typeStats } from './collector-stats.ts';
import { describeFeatures, type Feature } from './features.ts';
import { createKernelFilter } from './kernel-filter.ts';
import type { NativeAddon, NativeHandle } from './native-addon.ts';
import { createProcessTree } from './process-tree.ts';
import { createPumpCounts } from './record-pump.ts';
import { type Run, startRun } from './start-run.ts';

/** Who knows where events happened. */
export interface EventContexts {
  /** What events call the host. */
  readonly hostName: string;
  /** The mount namespace of the machine's first process, before the first event; 0 where it cannot be told. */
  setHost(mntns: number): void;
  /** Asked for each event in its order, those of process events that nobody wants included; the event then says so itself. */
  describe(event: RuntimeEvent): ContextInfo | undefined;
}

export interface StartOptions {
  /** Without it events say no more than the id of their container. */
  readonly contexts?: EventContexts;
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
  /**
   * What the kernel sends from now on; undefined, and until it is called: everything. It finds out by itself what changed,
   * so it may be called with every container that comes or goes. Process events are always sent. Other conditions than
   * before take some milliseconds: no program goes by the old ones when it returns.
   * @throws Error where the kernel has no memory for it; everything is sent then
   */
  setFilter(filter: EventFilter | undefined): void;
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
  const counts = createPumpCounts();
  const tree = createProcessTree();
  const filter = createKernelFilter(addon, handle);
  let run: Run | undefined;
  let isStarting = false;
  let shouldStop = false;
  let finalStats: CollectorStats | undefined;

  function readStats(): CollectorStats {
    const types = typeStats(addon.count(handle), counts);
    const { undecodable, malformed, streamsEvicted } = counts;
    return {
      types,
      undecodable,
      malformed: { ...malformed },
      streamsEvicted,
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
    start(onEvent, { onError = throwOutside, contexts } = {}) {
      if (run || isStarting || finalStats) throw new Error('Cannot start the collector: it was started before');
      const stopIfAsked = (): boolean => {
        if (shouldStop) finish();
        return shouldStop;
      };
      isStarting = true;
      run = startRun(
        { addon, handle, wanted, ringBytes, counts, tree, readStats, stopIfAsked },
        { onEvent, onError, contexts },
      );
      isStarting = false;
      stopIfAsked();
    },
    stats: () => finalStats ?? readStats(),
    setFilter(next) {
      if (!finalStats) filter.set(next);
    },
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
