import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

/** More would only make each case slower. */
const maxBytes = 128 * 1024;

// Where lengths and offsets turn over.
const edges = [
  0, 1, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
];

/** Bytes that were something, changed in a few places. */
export function mutateBytes(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let count = 1 + random.int(5); count > 0; count--) changed = random.pick(mutations)(changed, random, others);
  return changed.subarray(0, maxBytes);
}

const mutations: readonly Mutation[] = [
  (bytes, random) => written(bytes, random, (at) => bytes.writeUInt8((bytes[at] as number) ^ (1 << random.int(8)), at)),
  (bytes, random) => written(bytes, random, (at) => bytes.writeUInt8(random.int(256), at)),
  (bytes, random) => written(bytes, random, (at) => bytes.writeUInt8(random.pick(edges) & 0xff, at)),
  (bytes, random) => written(bytes, random, (at) => writeWord(bytes, at, 2, random)),
  (bytes, random) => written(bytes, random, (at) => writeWord(bytes, at, 4, random)),
  (bytes, random) => bytes.subarray(0, random.int(bytes.length + 1)),
  (bytes, random) => spliced(bytes, random, () => Buffer.alloc(0)),
  (bytes, random) => spliced(bytes, random, (cut) => Buffer.concat([cut, cut])),
  (bytes, random) =>
    spliced(bytes, random, (cut) => Buffer.alloc(cut.length * random.pick([1, 2, 64]), random.int(256))),
  (bytes, random, others) => spliced(bytes, random, () => random.pick(others)),
];

function written(bytes: Buffer, random: Random, write: (at: number) => void): Buffer {
  if (bytes.length > 0) write(random.int(bytes.length));
  return bytes;
}

/** A number in either order of bytes, as much of it as fits: an edge, or one that is near to what was there. */
function writeWord(bytes: Buffer, at: number, size: 2 | 4, random: Random): void {
  if (at + size > bytes.length) return;
  const isLittle = random.chance(0.5);
  const before = isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const value = random.chance(0.5) ? random.pick(edges) : before + random.int(17) - 8;
  const fitting = Math.min(Math.max(value, 0), 2 ** (8 * size) - 1);
  if (isLittle) bytes.writeUIntLE(fitting, at, size);
  else bytes.writeUIntBE(fitting, at, size);
}

/** The bytes with a piece of them replaced: often a short one. */
function spliced(bytes: Buffer, random: Random, replace: (cut: Buffer) => Buffer): Buffer {
  const start = random.int(bytes.length + 1);
  const length = random.int(random.chance(0.7) ? 8 : bytes.length - start + 1);
  const cut = bytes.subarray(start, start + length);
  return Buffer.concat([bytes.subarray(0, start), replace(cut), bytes.subarray(start + length)]);
}
