import os from 'node:os';
import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { createBootClock } from './boot-clock.ts';
import { type CollectorStats, typeStats } from './collector-stats.ts';
import { createContainerLookup } from './container-lookup.ts';
import { describeFeatures, type Feature } from './features.ts';
import type { NativeAddon, NativeHandle } from './native-addon.ts';
import { createProcessTree } from './process-tree.ts';
import { readInit } from './read-init.ts';
import { createRecordPump, type Delivery } from './record-pump.ts';
import { recordStride, wire, wireTypes } from './wire.ts';

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

const batchBytes = 2 ** 20;
// A timer, not the ring's file descriptor in the event loop: a wake-up for each event costs the process that caused it
// a context switch, and 10 ms of the fastest flood fill a fraction of the ring (docs/benchmarks.md).
const pollMs = 10;
const housekeepingMs = 1000;
const batchesPerTurn = 16;

/** A collector around programs that are loaded and attached. */
export function createCollector({ addon, handle, wanted, ringBytes }: CollectorParts): Collector {
  const seeds = alignedCopy(addon.processes(handle));
  const sources = {
    clock: createBootClock(addon.epochOffset),
    tree: createProcessTree(),
    containers: createContainerLookup(hostMntns(seeds)),
    hostName: os.hostname(),
  };
  const counts = { delivered: new Float64Array(wireTypes.length), undecodable: 0 };
  const pumpOptions = { sources, wanted, counts };
  const batch = Buffer.from(new ArrayBuffer(batchBytes));
  const ring = createRecordPump(batch, pumpOptions);
  let delivery: Delivery | undefined;
  let timers: NodeJS.Timeout[] = [];
  let lostProcessEvents = 0;
  let isDraining = false;
  let finalStats: CollectorStats | undefined;
  let shouldStop = false;

  /** Empties the ring, or as much of it as `batches` hold; false: there is more. */
  function drain(to: Delivery, batches: number): boolean {
    isDraining = true;
    let isEmpty = false;
    for (let i = 0; i < batches && !isEmpty; i++) {
      const used = addon.drain(handle, batch);
      ring.pump(used, to);
      // The addon stops where the largest record might not fit any more.
      isEmpty = used <= batch.byteLength - addon.maxRecordBytes;
    }
    isDraining = false;
    return isEmpty;
  }

  function poll(to: Delivery): void {
    const isEmpty = drain(to, batchesPerTurn);
    if (shouldStop) finish();
    else timers[0] = setTimeout(poll, isEmpty ? pollMs : 0, to);
  }

  function keepHouse(): void {
    sources.clock.refresh();
    sources.tree.expire(Date.now());
    const { exec, fork, exit } = readStats().types;
    const lost = exec.lost.ring_full + fork.lost.ring_full + exit.lost.ring_full;
    if (lost === lostProcessEvents) return;
    // The tree missed something: all processes are read anew.
    lostProcessEvents = lost;
    seed(alignedCopy(addon.processes(handle)));
  }

  function seed(records: Buffer, to?: Delivery): void {
    createRecordPump(records, pumpOptions).pump(records.byteLength, to);
  }

  function readStats(): CollectorStats {
    const types = typeStats(addon.count(handle), counts.delivered);
    const { undecodable } = counts;
    return { types, undecodable, ringBytes, processes: sources.tree.size, processesEvicted: sources.tree.evicted };
  }

  function finish(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    // More than the ring holds: what arrives meanwhile could keep a smaller bound from ever being reached.
    if (delivery) drain(delivery, Math.ceil(ringBytes / batchBytes) + 1);
    finalStats = readStats();
    addon.close(handle);
  }

  seed(seeds);
  if (!sources.tree.get(1)) sources.tree.set(readInit());

  return {
    features: describeFeatures(wanted),
    start(onEvent, { onError = throwOutside } = {}) {
      if (delivery || finalStats) throw new Error('Cannot start the collector: it was started before');
      const to = { onEvent, onError };
      delivery = to;
      seed(seeds, to);
      timers = [setTimeout(poll, 0, to), setInterval(keepHouse, housekeepingMs)];
    },
    stats: () => finalStats ?? readStats(),
    stop() {
      if (finalStats || shouldStop) return;
      shouldStop = true;
      // Called by an event's receiver: the batch in hand comes first.
      if (!isDraining) finish();
    },
  };
}

/**
 * The host's mount namespace: pid 1's or kthreadd's, pid 2, whichever the records have. Kernel threads share it with pid 1,
 * and some kernels hide pid 1 from the iterator. 0 inside a pid namespace that has neither.
 */
function hostMntns(records: Buffer): number {
  for (let offset = 0; offset < records.byteLength; ) {
    if (records.readUInt32LE(offset + wire.pid) <= 2) return records.readUInt32LE(offset + wire.mntns);
    offset += recordStride(records.readUInt32LE(offset + wire.size));
  }
  return 0;
}

/** Records are read as words, and memory of the addon may begin anywhere. */
function alignedCopy(records: Buffer): Buffer {
  return Buffer.from(new Uint8Array(records).buffer);
}

function throwOutside(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
