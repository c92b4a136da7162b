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
  /** @returns what the pieces have made complete */
  add(flow: Flow, payload: Buffer): readonly PacketFields[];
}

export interface PacketReaderOptions {
  readonly malformed: MalformedCounts;
  /** Connections that are put together at a time; the one that was quiet for longest gives way. */
  readonly maxStreams?: number;
}

export function createPacketReader({ malformed, maxStreams = 1024 }: PacketReaderOptions): PacketReader {
  const streams = new Map<string, PacketStream>();

  function readStream(type: 'dns' | 'http', flow: Flow, payload: Buffer): readonly PacketFields[] {
    const key = keyOf(type, flow);
    const known = streams.get(key);
    // The end of what was complete, or given up, before.
    if (!known && flow.isEnd) return [];
    const stream = known ?? (type === 'dns' ? createDnsStream(flow, malformed) : createHttpStream(flow, malformed));
    streams.delete(key);
    const fields = stream.add(flow, payload);
    if (!stream.isOver && !flow.isEnd) streams.set(key, stream);
    if (streams.size > maxStreams) streams.delete(streams.keys().next().value as string);
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
