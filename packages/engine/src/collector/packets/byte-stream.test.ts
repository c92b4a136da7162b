import { describe, expect, it } from 'vitest';
import { createByteStream } from './byte-stream.ts';

function add(stream: ReturnType<typeof createByteStream>, seq: number, text: string, bytes = text.length): boolean {
  return stream.add(seq, Buffer.from(text), bytes);
}

describe('createByteStream', () => {
  it.each([
    [
      'in order',
      [
        [10, 'ab'],
        [12, 'cd'],
        [14, 'e'],
      ],
    ],
    [
      'swapped',
      [
        [10, 'ab'],
        [14, 'e'],
        [12, 'cd'],
      ],
    ],
    [
      'sent again',
      [
        [10, 'ab'],
        [10, 'ab'],
        [12, 'cd'],
        [12, 'cde'],
      ],
    ],
    [
      'overlapping',
      [
        [10, 'abc'],
        [11, 'bcde'],
      ],
    ],
  ] as const)('packets %s', (_, packets) => {
    const stream = createByteStream(10, 100);
    for (const [seq, text] of packets) expect(add(stream, seq, text)).toBe(true);
    expect(stream.bytes.toString()).toBe('abcde');
    stream.take(2);
    expect(stream.bytes.toString()).toBe('cde');
  });

  it('goes on where sequence numbers begin anew', () => {
    const stream = createByteStream(2 ** 32 - 2, 100);
    expect(add(stream, 2 ** 32 - 2, 'abc') && add(stream, 1, 'd')).toBe(true);
    expect(stream.bytes.toString()).toBe('abcd');
  });

  it('keeps what the record carries of a cut packet, and ends', () => {
    const stream = createByteStream(0, 100);
    expect(add(stream, 0, 'abc', 5)).toBe(false);
    expect(stream.bytes.toString()).toBe('abc');
  });

  it('holds as much as it may and no more', () => {
    expect(add(createByteStream(0, 3), 0, 'abc')).toBe(true);
    expect(add(createByteStream(0, 3), 0, 'abcd')).toBe(false);
    expect(add(createByteStream(0, 3), 1, 'abc')).toBe(true);
    expect(add(createByteStream(0, 3), 1, 'abcd')).toBe(false);
  });

  it('waits for 32 packets that are ahead, not for 33', () => {
    const stream = createByteStream(0, 100);
    const kept = Array.from({ length: 33 }, (_, n) => add(stream, 2 * n + 1, 'x'));
    expect(kept.indexOf(false)).toBe(32);
  });
});
