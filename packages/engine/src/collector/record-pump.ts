import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import type { EventContexts } from './collector.ts';
import { type EventSources, EventView } from './event-view.ts';
import { followProcess } from './follow-process.ts';
import { createPacketReader, type MalformedCounts } from './packets/packet-reader.ts';
import { createRecordView } from './record-view.ts';
import { wire, wireTypes } from './wire.ts';

/** Who gets the events, and what is thrown on the way. */
export interface Delivery {
  readonly onEvent: (event: RuntimeEvent) => void;
  readonly onError: (error: unknown) => void;
  readonly contexts?: EventContexts | undefined;
}

/** Turns the records of one piece of memory into events: the process tree first, then whoever listens. */
export interface RecordPump {
  /** Goes through the first `bytes` of the memory. */
  pump(bytes: number, delivery?: Delivery): void;
}

/** Counts of what the pumps of a collector did. */
export interface PumpCounts {
  /** By wire type. */
  readonly delivered: Float64Array;
  /** By the wire type of the record that could not be read, where it says one. */
  readonly undecodableTypes: Float64Array;
  undecodable: number;
  readonly malformed: MalformedCounts;
  streamsEvicted: number;
}

/** Nothing pumped yet. */
export function createPumpCounts(): PumpCounts {
  const perType = () => new Float64Array(wireTypes.length);
  return {
    delivered: perType(),
    undecodableTypes: perType(),
    undecodable: 0,
    malformed: { dns: 0, http: 0 },
    streamsEvicted: 0,
  };
}

export interface PumpOptions {
  readonly sources: EventSources;
  readonly wanted: ReadonlySet<EventType>;
  readonly counts: PumpCounts;
}

/** @param memory begins at a multiple of 8 of its ArrayBuffer */
export function createRecordPump(memory: Buffer, { sources, wanted, counts }: PumpOptions): RecordPump {
  const record = createRecordView(memory);
  const event = new EventView(record, sources);
  const packets = createPacketReader({ counts });
  const wantedTypes = wireTypes.map((type) => wanted.has(type));

  function deliver({ onEvent, onError }: Delivery): void {
    try {
      onEvent(event);
    } catch (error) {
      onError(error);
    }
  }

  function locate({ contexts, onError }: Delivery): void {
    if (contexts === undefined) return;
    try {
      event.locate(contexts.describe(event));
    } catch (error) {
      onError(error);
    }
  }

  function deliverRecord(index: number, delivery: Delivery): void {
    // A kernel thread has no executable: it belongs in the tree and is nobody's event.
    if (!wantedTypes[index] || (record.type === 'procfs' && event.path === '')) return;
    const { flow } = event;
    if (!flow || (record.type !== 'dns' && record.type !== 'http')) {
      deliver(delivery);
      return;
    }
    for (const fields of packets.read(record.type, flow, record.bytes(1))) {
      event.describe(fields);
      deliver(delivery);
    }
  }

  function countUndecodable(offset: number, end: number): void {
    counts.undecodable += 1;
    const index = record.word(wire.typeAndFlags) & 0xffff;
    if (offset + wire.text <= end && index < wireTypes.length) {
      counts.undecodableTypes[index] = (counts.undecodableTypes[index] as number) + 1;
    }
  }

  return {
    pump(bytes, delivery) {
      for (let offset = 0; offset < bytes; offset = record.next) {
        try {
          record.moveTo(offset, bytes);
        } catch (error) {
          // Where the next record begins cannot be known any more. Only a program and an object of two builds do this.
          countUndecodable(offset, bytes);
          delivery?.onError(error);
          return;
        }
        event.reset();
        const { typeIndex: index } = record;
        counts.delivered[index] = (counts.delivered[index] as number) + 1;
        followProcess(record, event, sources);
        if (delivery) {
          locate(delivery);
          deliverRecord(index, delivery);
        }
      }
    },
  };
}
