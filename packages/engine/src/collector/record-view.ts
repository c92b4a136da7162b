import { createCommCache } from './comm-cache.ts';
import { flowBytes, flowTypes, recordStride, textsOfRecord, type WireType, wire, wireTypes } from './wire.ts';

/** Reads the members of one record in a batch; moved from record to record, so that none costs an object. */
export interface RecordView {
  readonly type: WireType;
  /** Its place among the types. */
  readonly typeIndex: number;
  readonly size: number;
  /** Where the next record begins, bytes. */
  readonly next: number;
  /** The bits of enum event_flags. */
  readonly flags: number;
  /** Bit i: text i did not fit. */
  readonly cut: number;
  /** CLOCK_BOOTTIME in nanoseconds, as a double: exact to a fraction of a microsecond. */
  readonly startBootNs: number;
  readonly bootNs: number;
  /** @param end where the batch's records end; default: where its memory does */
  moveTo(offset: number, end?: number): void;
  word(offset: number): number;
  signed(offset: number): number;
  /** A 64-bit time, exact. */
  exactNs(offset: number): bigint;
  number(index: number): number;
  text(index: number): string;
  /** The text's bytes, in the batch's memory. */
  bytes(index: number): Buffer;
  /** A command name: up to 15 bytes, ended by NUL. */
  comm(offset: number): string;
}

/**
 * @param batch what the addon filled; begins at a multiple of 8 of its memory
 * @throws RangeError in `moveTo`, when what stands there cannot be a record
 */
export function createRecordView(batch: Buffer): RecordView {
  const words = new Uint32Array(batch.buffer, batch.byteOffset, batch.byteLength >> 2);
  const signed = new Int32Array(batch.buffer, batch.byteOffset, batch.byteLength >> 2);
  const comms = createCommCache();
  let start = 0;
  let word = 0;
  let type: WireType = 'exec';
  let typeIndex = 0;

  const at = (offset: number): number => words[word + (offset >> 2)] as number;
  const ns = (offset: number): number => at(offset) + at(offset + 4) * 2 ** 32;

  function textStart(index: number): number {
    let from = start + wire.text;
    for (let i = 0; i < index; i++) from += at(wire.textBytes + i * 4);
    return from;
  }

  /** Whether the texts lie within the record: bytes of the next one, or of an earlier batch, are none of theirs. */
  function isConsistent(type: WireType, size: number): boolean {
    const isFlowWhole = !flowTypes.has(type) || at(wire.textBytes) === flowBytes;
    return isFlowWhole && textStart(textsOfRecord) <= start + size;
  }

  return {
    get type() {
      return type;
    },
    get typeIndex() {
      return typeIndex;
    },
    get size() {
      return at(wire.size);
    },
    get next() {
      return start + recordStride(at(wire.size));
    },
    get flags() {
      return at(wire.typeAndFlags) >>> 16;
    },
    get cut() {
      return at(wire.cut) & 0xffff;
    },
    get bootNs() {
      return ns(wire.bootNs);
    },
    get startBootNs() {
      return ns(wire.startBootNs);
    },
    moveTo(offset, end = batch.byteLength) {
      start = offset;
      word = offset >> 2;
      const size = at(wire.size);
      const index = at(wire.typeAndFlags) & 0xffff;
      const named = wireTypes[index];
      const isWithin = size >= wire.text && offset + size <= end;
      if (!named || !isWithin || !isConsistent(named, size)) {
        throw new RangeError(`Expected a record at byte ${offset} of the batch, got size "${size}"`);
      }
      type = named;
      typeIndex = index;
    },
    word: at,
    signed: (offset) => signed[word + (offset >> 2)] as number,
    exactNs: (offset) => (BigInt(at(offset + 4)) << 32n) | BigInt(at(offset)),
    number(index) {
      const offset = wire.number + index * 8;
      return at(offset) + (signed[word + (offset >> 2) + 1] as number) * 2 ** 32;
    },
    text(index) {
      const from = textStart(index);
      const to = from + at(wire.textBytes + index * 4);
      return from === to ? '' : batch.toString('utf8', from, to);
    },
    bytes(index) {
      const from = textStart(index);
      return batch.subarray(from, from + at(wire.textBytes + index * 4));
    },
    comm: (offset) => comms.read(words, word + (offset >> 2)),
  };
}
