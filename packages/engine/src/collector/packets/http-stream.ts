import { createByteStream } from './byte-stream.ts';
import type { Flow } from './flow.ts';
import type { MalformedCounts, PacketFields, PacketStream } from './packet-reader.ts';
import { maxBodyBytes, maxHeadBytes, parseHttpRequest } from './parse-http-request.ts';

// A packet carries 16 KiB of payload at most, and the kernel sends 20 KiB of a request and the packet that it ends in.
const maxBytes = maxHeadBytes + maxBodyBytes + 2 * 16_384;

/** The requests of one side of a connection, from the first byte of the first one. */
export function createHttpStream({ seq }: Flow, malformed: MalformedCounts): PacketStream {
  const stream = createByteStream(seq, maxBytes);
  /** The rest of a long body: nothing is read until the kernel says that the request is over. */
  let isSkipping = false;
  let needed = 0;
  let isOver = false;

  function takeRequests(isAll: boolean): PacketFields[] {
    const fields: PacketFields[] = [];
    while (stream.bytes.length > 0 && !isSkipping && (isAll || stream.bytes.length >= needed)) {
      const parsed = parseHttpRequest(stream.bytes, isAll);
      needed = parsed.status === 'incomplete' ? parsed.needed : 0;
      if (parsed.status === 'incomplete') break;
      if (parsed.status === 'malformed') {
        malformed.http += 1;
        isOver = true;
        break;
      }
      fields.push({ request: parsed.request });
      isSkipping = parsed.bytes === undefined;
      stream.take(parsed.bytes ?? stream.bytes.length);
    }
    return fields;
  }

  return {
    get heldBytes() {
      return stream.heldBytes;
    },
    get isOver() {
      return isOver;
    },
    add({ seq: from, payloadBytes, isEnd }, payload) {
      if (isSkipping && !isEnd) return [];
      const isWhole = stream.add(from, payload, payloadBytes);
      const fields = takeRequests(isEnd || !isWhole);
      // What is missing may have held a request. While a body is skipped it has not: the kernel says where it ends.
      if (!isWhole && !isSkipping && !isOver) {
        isOver = true;
        if (fields.length === 0) malformed.http += 1;
      }
      return fields;
    },
  };
}
