import { describe, expect, it } from 'vitest';
import { createRecordView } from './record-view.ts';
import { wire, wireTypes } from './wire.ts';

/** Bytes as the kernel would write them: an independent writer of the wire. */
function record(texts: readonly string[], type = 'open'): Buffer {
  const parts = texts.map((text) => Buffer.from(text));
  const size = wire.text + parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = Buffer.alloc((size + 7) & ~7);
  bytes.writeBigUInt64LE(2n ** 53n + 1n, wire.bootNs);
  bytes.writeBigInt64LE(-3n, wire.number);
  bytes.writeBigInt64LE(2n ** 40n, wire.number + 8);
  parts.forEach((part, index) => {
    bytes.writeUInt32LE(part.length, wire.textBytes + index * 4);
  });
  bytes.writeUInt32LE(4_294_967_295, wire.mntns);
  bytes.writeUInt16LE(wireTypes.indexOf(type as never), wire.typeAndFlags);
  bytes.writeUInt16LE(5, wire.typeAndFlags + 2);
  bytes.writeUInt32LE(size, wire.size);
  bytes.write('fifteen-letters', wire.comm);
  Buffer.concat(parts).copy(bytes, wire.text);
  return bytes;
}

function viewOf(...records: readonly Buffer[]) {
  return createRecordView(Buffer.from(new Uint8Array(Buffer.concat(records)).buffer));
}

describe('createRecordView', () => {
  it('reads every kind of member', () => {
    const view = viewOf(record(['', '/etc/shadow', 'ünïcode']));
    view.moveTo(0);
    expect(view.type).toBe('open');
    expect(view.flags).toBe(5);
    expect(view.exactNs(wire.bootNs)).toBe(2n ** 53n + 1n);
    expect([view.number(0), view.number(1), view.number(2)]).toEqual([-3, 2 ** 40, 0]);
    expect(view.word(wire.mntns)).toBe(4_294_967_295);
    expect(view.comm(wire.comm)).toBe('fifteen-letters');
    expect([0, 1, 2, 3].map((index) => view.text(index))).toEqual(['', '/etc/shadow', 'ünïcode', '']);
  });

  it('finds the next record behind a text of any length', () => {
    const view = viewOf(record(['a']), record(['12345678']), record([''], 'exit'));
    const types: string[] = [];
    for (let offset = 0; types.length < 3; offset = view.next) {
      view.moveTo(offset);
      types.push(view.type);
    }
    expect(types).toEqual(['open', 'open', 'exit']);
  });

  it('turns bytes that are not UTF-8 into U+FFFD', () => {
    const bytes = record(['', '/tmp/x']);
    bytes[wire.text + 5] = 0xff;
    const view = viewOf(bytes);
    view.moveTo(0);
    expect(view.text(1)).toBe('/tmp/�');
  });

  it.each([
    ['an unknown type', (bytes: Buffer) => bytes.writeUInt16LE(wireTypes.length, wire.typeAndFlags)],
    ['a size of nothing', (bytes: Buffer) => bytes.writeUInt32LE(0, wire.size)],
    ['a size beyond the batch', (bytes: Buffer) => bytes.writeUInt32LE(bytes.length + 1, wire.size)],
    ['a text beyond the record', (bytes: Buffer) => bytes.writeUInt32LE(3, wire.textBytes + 4)],
    ['a last text beyond the record', (bytes: Buffer) => bytes.writeUInt32LE(1, wire.textBytes + 16)],
    ['a packet without its flow', (bytes: Buffer) => bytes.writeUInt16LE(wireTypes.indexOf('dns'), wire.typeAndFlags)],
  ])('refuses %s', (_, spoil) => {
    const bytes = record(['', '/x']);
    spoil(bytes);
    expect(() => viewOf(bytes).moveTo(0)).toThrow(RangeError);
  });

  it('refuses a record of which a part is of an earlier batch', () => {
    const bytes = record(['', '/1234567']);
    expect(() => viewOf(bytes).moveTo(0, bytes.length)).not.toThrow();
    expect(() => viewOf(bytes).moveTo(0, bytes.length - 8)).toThrow(RangeError);
  });
});
