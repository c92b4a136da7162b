import { describe, expect, it } from 'vitest';
import { hostMntns } from './host-mntns.ts';
import { wire, wireTypes } from './wire.ts';

function processOf(pid: number, mntns: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(wire.text));
  bytes.writeUInt32LE(pid, wire.pid);
  bytes.writeUInt32LE(mntns, wire.mntns);
  bytes.writeUInt32LE(wireTypes.indexOf('procfs'), wire.typeAndFlags);
  bytes.writeUInt32LE(wire.text, wire.size);
  return bytes;
}

function batch(...records: readonly Buffer[]): Buffer {
  return Buffer.from(new Uint8Array(Buffer.concat(records)).buffer);
}

describe('hostMntns', () => {
  it('is that of pid 1, or of kthreadd', () => {
    expect(hostMntns(batch(processOf(40, 5), processOf(1, 7)))).toBe(7);
    expect(hostMntns(batch(processOf(2, 7)))).toBe(7);
    expect(hostMntns(batch(processOf(3, 7)))).toBe(0);
    expect(hostMntns(batch())).toBe(0);
  });

  it('ends at what is no record', () => {
    expect(hostMntns(batch(Buffer.alloc(wire.text), processOf(1, 7)))).toBe(0);
    expect(hostMntns(batch(processOf(3, 7).subarray(0, 64)))).toBe(0);
  });
});
