import type { RuntimeEvent } from '@rulelibrary/schema';
import { createDnsStream } from './dns-stream.ts';
import type { Flow } from './flow.ts';
import { createHttpStream } from './http-stream.ts';
import { type DnsMessage, parseDns } from './parse-dns.ts';

/** What a payload adds to its event. */
export type PacketFields = Pick<RuntimeEvent, 'name' | 'query' | 'addresses' | 'request'>;

/** Payloads, and pieces of streams, that could not be read as what they looked like. */
export interface MalformedCounts {
  dns: number;
  http: number;
}

/** Makes events of payloads: none, one, or, where a message asks for several names, some. */
export interface PacketReader {
  /** @param payload valid during the call only */
  read(type: 'dns' | 'http', flow: Flow, payload: Buffer): readonly PacketFields[];
}

/** One direction of a connection whose pieces are put together. */
export interface PacketStream {
  /** It cannot be read any further. */
  readonly isOver: boolean;
  readonly heldBytes: number;
  /** @returns what the pieces have made complete */
  add(flow: Flow, payload: Buffer): readonly PacketFields[];
}

/** What became of payloads that are no event. */
export interface PacketCounts {
  readonly malformed: MalformedCounts;
  /** Streams that gave way for want of room. */
  streamsEvicted: number;
}

export interface PacketReaderOptions {
  readonly counts: PacketCounts;
  /** Connections that are put together at a time; the one that was quiet for longest gives way. */
  readonly maxStreams?: number;
  /** What all of them may hold together: less than each may by itself, times their number. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 16 * 2 ** 20;

export function createPacketReader({
  counts,
  maxStreams = 1024,
  maxBytes = defaultMaxBytes,
}: PacketReaderOptions): PacketReader {
  const { malformed } = counts;
  const streams = new Map<string, PacketStream>();
  let heldBytes = 0;

  function forget(key: string): void {
    heldBytes -= streams.get(key)?.heldBytes ?? 0;
    streams.delete(key);
  }

  function keep(key: string, stream: PacketStream): void {
    streams.set(key, stream);
    heldBytes += stream.heldBytes;
    while (streams.size > maxStreams || heldBytes > maxBytes) {
      forget(streams.keys().next().value as string);
      counts.streamsEvicted += 1;
    }
  }

  function readStream(type: 'dns' | 'http', flow: Flow, payload: Buffer): readonly PacketFields[] {
    const key = keyOf(type, flow);
    const known = streams.get(key);
    // The end of what was complete, or given up, before.
    if (!known && flow.isEnd) return [];
    const stream = known ?? (type === 'dns' ? createDnsStream(flow, malformed) : createHttpStream(flow, malformed));
    forget(key);
    const fields = stream.add(flow, payload);
    if (!stream.isOver && !flow.isEnd) keep(key, stream);
    return fields;
  }

  return {
    read(type, flow, payload) {
      if (flow.proto === 'TCP') return readStream(type, flow, payload);
      const message = parseDns(payload);
      if (!message) malformed.dns += 1;
      return message ? fieldsOfMessage(message) : [];
    },
  };
}

/** A socket's address serves the next socket, too: its connection is another. */
function keyOf(type: 'dns' | 'http', { socket, localPort, remotePort, isOutgoing }: Flow): string {
  return `${type} ${socket} ${localPort} ${remotePort} ${isOutgoing}`;
}

/** One event for each name. */
export function fieldsOfMessage({ isQuestion, names, addresses }: DnsMessage): PacketFields[] {
  return names.map((name) => ({ name, query: isQuestion, addresses }));
}
