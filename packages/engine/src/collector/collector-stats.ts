import type { MalformedCounts } from './packets/packet-reader.ts';
import { type WireType, wireCounters, wireTypes } from './wire.ts';

/** Counts of one event type since the start. seen = filtered + sent + lost.ring_full + lost.no_scratch. */
export interface TypeStats {
  readonly seen: number;
  /** The collector's own acts, and failed calls that nobody asked for. */
  readonly filtered: number;
  readonly sent: number;
  /** Read from the ring; what was sent and not delivered is still in it. Types that nobody asked for count as well. */
  readonly delivered: number;
  readonly lost: {
    /** The ring was full: the JavaScript thread was too slow, or blocked. */
    readonly ring_full: number;
    readonly no_scratch: number;
  };
  /** Sent with a value that did not fit. */
  readonly cut: number;
}

export interface CollectorStats {
  readonly types: Readonly<Record<WireType, TypeStats>>;
  /** Batches whose rest could not be read as events. */
  readonly undecodable: number;
  /** Payloads that began as what they were not, or were cut: their events are missing. */
  readonly malformed: Readonly<MalformedCounts>;
  readonly ringBytes: number;
  /** Processes in the tree, and those that gave way because it was full. */
  readonly processes: number;
  readonly processesEvicted: number;
}

/**
 * @param counters what the addon counts, see `NativeAddon.count`
 * @param delivered a number for each wire type
 */
export function typeStats(counters: Float64Array, delivered: Float64Array): Record<WireType, TypeStats> {
  const stats = wireTypes.map((type, index) => {
    const of = (name: (typeof wireCounters)[number]): number =>
      counters[index * wireCounters.length + wireCounters.indexOf(name)] as number;
    const lost = { ring_full: of('lostRing'), no_scratch: of('lostScratch') };
    const count = { seen: of('seen'), filtered: of('filtered'), sent: of('sent'), cut: of('cut') };
    return [type, { ...count, delivered: delivered[index] as number, lost }];
  });
  return Object.fromEntries(stats) as Record<WireType, TypeStats>;
}
