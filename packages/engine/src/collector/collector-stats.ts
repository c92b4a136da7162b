import type { MalformedCounts } from './packets/packet-reader.ts';
import type { PumpCounts } from './record-pump.ts';
import { type WireType, wireCounters, wireTypes } from './wire.ts';

/** Counts of one event type since the start. seen = filtered + sent + lost.ring_full + lost.no_scratch. */
export interface TypeStats {
  readonly seen: number;
  /** The collector's own acts, failed calls that nobody asked for, and what the filter has no use for. */
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
  /** Batches whose rest could not be read, from a record of this type on: what was in them is missing from `delivered`. */
  readonly undecodable: number;
}

export interface CollectorStats {
  readonly types: Readonly<Record<WireType, TypeStats>>;
  /** Batches whose rest could not be read as events, also those whose next record says of no type that it is of. */
  readonly undecodable: number;
  /** Payloads that began as what they were not, or were cut: their events are missing. */
  readonly malformed: Readonly<MalformedCounts>;
  /** Connections whose pieces were being put together and had to go for want of room. */
  readonly streamsEvicted: number;
  readonly ringBytes: number;
  /** Processes in the tree, and those that gave way because it was full. */
  readonly processes: number;
  readonly processesEvicted: number;
}

type PumpedTypes = Pick<PumpCounts, 'delivered' | 'undecodableTypes'>;

/**
 * @param counters what the addon counts, see `NativeAddon.count`
 * @param pumped what happened to the records since, a number for each wire type
 */
export function typeStats(counters: Float64Array, pumped: PumpedTypes): Record<WireType, TypeStats> {
  const stats = wireTypes.map((type, index) => {
    const of = (name: (typeof wireCounters)[number]): number =>
      counters[index * wireCounters.length + wireCounters.indexOf(name)] as number;
    const lost = { ring_full: of('lostRing'), no_scratch: of('lostScratch') };
    const count = { seen: of('seen'), filtered: of('filtered'), sent: of('sent'), cut: of('cut') };
    const [delivered, undecodable] = [pumped.delivered[index] as number, pumped.undecodableTypes[index] as number];
    return [type, { ...count, delivered, lost, undecodable }];
  });
  return Object.fromEntries(stats) as Record<WireType, TypeStats>;
}
