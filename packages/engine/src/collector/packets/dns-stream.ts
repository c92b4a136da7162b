import { createByteStream } from './byte-stream.ts';
import type { Flow } from './flow.ts';
import { fieldsOfMessage, type MalformedCounts, type PacketFields, type PacketStream } from './packet-reader.ts';
import { parseDns } from './parse-dns.ts';

const lengthBytes = 2;
// The longest message, its length before it, and as much of the next one as comes in one packet with its end.
const maxBytes = 3 * 65_536;

/** DNS over TCP: messages, each behind its length. */
export function createDnsStream({ seq }: Flow, malformed: MalformedCounts): PacketStream {
  const stream = createByteStream(seq, maxBytes);
  let isOver = false;

  /** Fields of the messages that are complete. After one that cannot be read the next may begin anywhere. */
  function takeMessages(): PacketFields[] {
    const fields: PacketFields[] = [];
    for (;;) {
      const { bytes } = stream;
      const end = bytes.length < lengthBytes ? Number.POSITIVE_INFINITY : lengthBytes + bytes.readUInt16BE(0);
      if (bytes.length < end) return fields;
      const message = parseDns(bytes.subarray(lengthBytes, end));
      if (!message) {
        isOver = true;
        return fields;
      }
      fields.push(...fieldsOfMessage(message));
      stream.take(end);
    }
  }

  return {
    get heldBytes() {
      return stream.heldBytes;
    },
    get isOver() {
      return isOver;
    },
    add({ seq: from, payloadBytes, isOutgoing }, payload) {
      const isWhole = stream.add(from, payload, payloadBytes);
      const fields = takeMessages();
      isOver ||= !isWhole;
      if (isOver) malformed.dns += 1;
      // What a server of ours is asked, or answers, is not its own question.
      return fields.filter((message) => message.query === isOutgoing);
    },
  };
}
