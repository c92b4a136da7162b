/** Left rotations of each round (RFC 1321, section 3.4), each for every fourth step of its round. */
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** 2^32 times the absolute sine of 1, 2, … 64. */
const sines = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));

/**
 * The MD5 of the text in UTF-8 as 32 hexadecimal digits (RFC 1321). It tells incidents apart, as consumers of Kubescape's
 * alerts expect, and keeps nothing secret. Here, as this package runs where there is no node:crypto.
 */
export function md5(text: string): string {
  const words = toWords(new TextEncoder().encode(text));
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) mixBlock(state, words, block);
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of state.entries()) view.setUint32(index * 4, word, true);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The message, a 1 bit, zeros, and its length in bits: blocks of sixteen words. */
function toWords(message: Uint8Array): Uint32Array {
  const padded = new Uint8Array(((message.length + 72) >> 6) << 6);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, message.length << 3, true);
  view.setUint32(padded.length - 4, Math.floor(message.length / 2 ** 29), true);
  return Uint32Array.from({ length: padded.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

function mixBlock(state: Uint32Array, words: Uint32Array, block: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const sum = a + mix(round, b, c, d) + (sines[step] ?? 0) + (words[block + wordOf(round, step)] ?? 0);
    const rotated = rotateLeft(sum | 0, rotations[round]?.[step & 3] ?? 0);
    [a, d, c, b] = [d, c, b, (b + rotated) | 0];
  }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index] ?? 0) + value;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}

function wordOf(round: number, step: number): number {
  const [factor, offset] = [[1, 0] as const, [5, 1] as const, [3, 5] as const, [7, 0] as const][round] ?? [1, 0];
  return (factor * step + offset) & 15;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
