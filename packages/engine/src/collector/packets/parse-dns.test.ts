import { describe, expect, it } from 'vitest';
import { parseDns } from './parse-dns.ts';

function name(...labels: readonly string[]): Buffer {
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function message(flags: number, counts: readonly number[], ...parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12);
  [0x1234, flags, ...counts].forEach((value, i) => {
    header.writeUInt16BE(value, i * 2);
  });
  return Buffer.concat([header, ...parts]);
}

const inA = Buffer.from([0, 1, 0, 1]);
const pointer = Buffer.from([0xc0, 12]);
const record = (type: number, ...data: readonly number[]): Buffer =>
  Buffer.from([0, type, 0, 1, 0, 0, 0, 60, 0, data.length, ...data]);

describe('parseDns', () => {
  it('reads a question', () => {
    const bytes = message(0x0100, [1, 0, 0, 0], name('www', 'Example', 'com'), inA);
    expect(parseDns(bytes)).toEqual({ isQuestion: true, names: ['www.Example.com.'], addresses: [] });
  });

  it('reads answers behind compressed names, and leaves out what is no address', () => {
    const bytes = message(
      0x8180,
      [1, 3, 0, 0],
      name('a', 'test'),
      inA,
      ...[pointer, record(5, 0xc0, 12), pointer, record(1, 192, 0, 2, 1)],
      ...[pointer, record(28, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)],
    );
    expect(parseDns(bytes)).toEqual({
      isQuestion: false,
      names: ['a.test.'],
      addresses: ['192.0.2.1', '2001:db8::1'],
    });
  });

  it('names an answer without a question by what it answers', () => {
    const bytes = message(0x8400, [0, 1, 0, 0], name('printer', 'local'), record(1, 192, 0, 2, 9));
    expect(parseDns(bytes)).toEqual({ isQuestion: false, names: ['printer.local.'], addresses: ['192.0.2.9'] });
  });

  it('keeps the answers before one that is cut', () => {
    const whole = message(
      0x8180,
      [1, 2, 0, 0],
      name('a'),
      inA,
      pointer,
      record(1, 1, 2, 3, 4),
      pointer,
      record(1, 5, 6, 7, 8),
    );
    expect(parseDns(whole)?.addresses).toHaveLength(2);
    expect(parseDns(whole.subarray(0, -1))?.addresses).toEqual(['1.2.3.4']);
  });

  it.each([
    ['the root', name(), '.'],
    ['a dot within a label', name('a.b', 'c'), 'a\\.b.c.'],
    ['bytes that are not UTF-8', Buffer.from([1, 0xff, 0]), '\uFFFD.'],
    [
      'a name of 254 bytes',
      name(...Array(3).fill('a'.repeat(63)), 'b'.repeat(61)),
      `${`${'a'.repeat(63)}.`.repeat(3)}${'b'.repeat(61)}.`,
    ],
  ])('%s', (_, encoded, text) => {
    expect(parseDns(message(0, [1, 0, 0, 0], encoded, inA))?.names).toEqual([text]);
  });

  it.each([
    ['11 bytes', Buffer.alloc(11)],
    ['a question that is missing', message(0, [1, 0, 0, 0])],
    ['a question without its type', message(0, [1, 0, 0, 0], name('a'), inA.subarray(1))],
    ['a label beyond the end', message(0, [1, 0, 0, 0], Buffer.from([63, 97]))],
    ['a label of 64 bytes', message(0, [1, 0, 0, 0], Buffer.from([64]), Buffer.alloc(80))],
    ['a name of 256 bytes', message(0, [1, 0, 0, 0], name(...Array(3).fill('a'.repeat(63)), 'b'.repeat(63)), inA)],
    ['a pointer to itself', message(0, [1, 0, 0, 0], pointer, inA)],
    ['a pointer forward', message(0, [1, 0, 0, 0], Buffer.from([0xc0, 20]), Buffer.alloc(20))],
    ['a pointer cut in two', message(0, [1, 0, 0, 0], Buffer.from([0xc0]))],
    ['17 questions', message(0, [17, 0, 0, 0], ...Array(17).fill(Buffer.concat([name('a'), inA])))],
  ])('refuses %s', (_, bytes) => {
    expect(parseDns(bytes)).toBeUndefined();
  });

  it.each([
    [127, ['1.2.3.4']],
    [128, []],
  ])('follows no more pointers than a name has labels: %d', (pointers, addresses) => {
    // The first answer's data: the root's name, then pointers, each at the one before.
    const targets = Array.from({ length: pointers - 1 }, (_, i) => (i === 0 ? 23 : 22 + 2 * i));
    const data = [0, ...targets.flatMap((target) => [0xc0 | (target >> 8), target & 0xff])];
    const last = 22 + 2 * targets.length;
    const answer = [name(), record(16, ...data), Buffer.from([0xc0 | (last >> 8), last & 0xff]), record(1, 1, 2, 3, 4)];
    expect(parseDns(message(0x8180, [0, 2, 0, 0], ...answer))?.addresses).toEqual(addresses);
  });

  it('takes 16 questions', () => {
    const bytes = message(0, [16, 0, 0, 0], ...Array(16).fill(Buffer.concat([name('a'), inA])));
    expect(parseDns(bytes)?.names).toHaveLength(16);
  });
});
