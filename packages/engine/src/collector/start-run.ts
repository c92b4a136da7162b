import os from 'node:os';
import { createBootClock } from './boot-clock.ts';
import type { CollectorParts } from './collector.ts';
import type { CollectorStats } from './collector-stats.ts';
import { createContainerLookup } from './container-lookup.ts';
import { hostMntns } from './host-mntns.ts';
import type { ProcessTree } from './process-tree.ts';
import { readInit } from './read-init.ts';
import { createRecordPump, type Delivery, type PumpCounts } from './record-pump.ts';

/** A collector between start and stop. */
export interface Run {
  /** Whether an event is being delivered right now. */
  isBusy(): boolean;
  /** Delivers what the ring still holds; nothing after it. */
  finish(): void;
}

export interface RunParts extends CollectorParts {
  readonly counts: PumpCounts;
  readonly tree: ProcessTree;
  readonly readStats: () => CollectorStats;
  /** Asked after every turn, since an event's receiver may have stopped the collector; true: it is over. */
  readonly stopIfAsked: () => boolean;
}

const batchBytes = 2 ** 20;
// A timer, not a wake-up for each event, which costs the process that caused it a context switch, and this one its caches. A
// flood does not have to wait for it: the kernel wakes us when an eighth of the ring is taken. Nor does the first event after
// a pause as long as this: it wakes us, too.
const pollMs = 100;
const housekeepingMs = 1000;
const batchesPerTurn = 16;

/** Reads every process there is, then the ring on a timer. */
export function startRun(parts: RunParts, delivery: Delivery): Run {
  const { addon, handle, wanted, ringBytes, counts, tree, readStats, stopIfAsked } = parts;
  const seeds = alignedCopy(addon.processes(handle));
  const clock = createBootClock(addon.epochOffset);
  const host = hostMntns(seeds);
  const sources = {
    clock,
    tree,
    containers: createContainerLookup(host),
    hostName: delivery.contexts?.hostName ?? os.hostname(),
  };
  const batch = Buffer.from(new ArrayBuffer(batchBytes));
  const ring = createRecordPump(batch, { sources, wanted, counts });
  let isBusy = true;
  let lostProcessEvents = 0;

  /** Empties the ring, or as much of it as `batches` hold. */
  function drain(batches: number): 'more' | 'emptied' | 'nothing' {
    isBusy = true;
    let used = 0;
    let isEmpty = false;
    for (let i = 0; i < batches && !isEmpty; i++) {
      used = addon.drain(handle, batch);
      ring.pump(used, delivery);
      // The addon stops where the largest record might not fit any more.
      isEmpty = used <= batch.byteLength - addon.maxRecordBytes;
    }
    isBusy = false;
    if (!isEmpty) return 'more';
    return used === 0 ? 'nothing' : 'emptied';
  }

  function poll(): void {
    clearTimeout(timer);
    const found = drain(batchesPerTurn);
    if (stopIfAsked() || (found === 'nothing' && addon.rest(handle))) return;
    timer = setTimeout(poll, found === 'more' ? 0 : pollMs);
  }

  /** @param to nobody: the processes are only remembered */
  function readProcesses(records: Buffer, to?: Delivery): void {
    createRecordPump(records, { sources, wanted, counts }).pump(records.byteLength, to);
  }

  function keepHouse(): void {
    clock.refresh();
    tree.expire(Date.now());
    const { exec, fork, exit } = readStats().types;
    const lost = exec.lost.ring_full + fork.lost.ring_full + exit.lost.ring_full;
    if (lost !== lostProcessEvents) {
      // The tree missed something: all processes are read anew.
      lostProcessEvents = lost;
      readProcesses(alignedCopy(addon.processes(handle)));
    }
    // Should ever nobody ring, events are late by this much, not lost. Last, since an event's receiver may stop the collector.
    poll();
  }

  delivery.contexts?.setHost(host);
  readProcesses(seeds, delivery);
  if (!tree.get(1)) tree.set(readInit());
  isBusy = false;
  let timer = setTimeout(poll, 0);
  addon.listen(handle, poll);
  const housekeeping = setInterval(keepHouse, housekeepingMs);

  return {
    isBusy: () => isBusy,
    finish() {
      clearTimeout(timer);
      clearInterval(housekeeping);
      // More than the ring holds: what arrives meanwhile could keep a smaller bound from ever being reached.
      drain(Math.ceil(ringBytes / batchBytes) + 1);
    },
  };
}

/** Records are read as words, and memory of the addon may begin anywhere. */
function alignedCopy(records: Buffer): Buffer {
  return Buffer.from(new Uint8Array(records).buffer);
}
