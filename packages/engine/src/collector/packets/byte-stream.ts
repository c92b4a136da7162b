const maxAhead = 32;

/** One direction of a TCP connection, put together from its packets in whatever order they came. */
export interface ByteStream {
  /** What has arrived in order and was not taken yet. */
  readonly bytes: Buffer;
  /** Bytes of memory, those included that wait for what comes before them. */
  readonly heldBytes: number;
  /**
   * Takes in a packet. What came before is left out.
   * @returns false when the stream cannot go on: bytes are missing for good, or too much waits
   */
  add(seq: number, payload: Buffer, payloadBytes: number): boolean;
  /** Takes bytes from the front. */
  take(count: number): void;
}

interface Piece {
  readonly seq: number;
  readonly payload: Buffer;
  readonly payloadBytes: number;
}

/** @param seq number of the first byte; @param maxBytes the most that may wait to be taken */
export function createByteStream(seq: number, maxBytes: number): ByteStream {
  let bytes: Buffer = Buffer.alloc(0);
  let next = seq;
  let ahead: Piece[] = [];
  const aheadBytes = (): number => ahead.reduce((sum, one) => sum + one.payload.length, 0);

  /** Appends a piece that begins where the stream ends, or before. */
  function append({ seq: from, payload, payloadBytes }: Piece): boolean {
    const known = distance(from, next);
    if (known >= payloadBytes) return true;
    // The record carries a part of the packet only: what is missing never comes.
    if (known > payload.length) return false;
    bytes = Buffer.concat([bytes, payload.subarray(known)]);
    next = (from + payloadBytes) >>> 0;
    return payload.length === payloadBytes && bytes.length <= maxBytes;
  }

  function appendWaiting(): boolean {
    for (;;) {
      const index = ahead.findIndex((piece) => distance(next, piece.seq) <= 0);
      if (index === -1) return true;
      const [piece] = ahead.splice(index, 1) as [Piece];
      if (!append(piece)) return false;
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get heldBytes() {
      return bytes.length + aheadBytes();
    },
    add(from, payload, payloadBytes) {
      const piece = { seq: from, payload, payloadBytes };
      if (distance(next, from) <= 0) return append(piece) && appendWaiting();
      // The memory of a batch is used again.
      ahead = [...ahead, { ...piece, payload: Buffer.from(payload) }];
      return ahead.length <= maxAhead && aheadBytes() <= maxBytes;
    },
    take(count) {
      bytes = bytes.subarray(count);
    },
  };
}

/** From one sequence number to another, which wrap around at 2^32. */
function distance(from: number, to: number): number {
  return (to - from) | 0;
}
