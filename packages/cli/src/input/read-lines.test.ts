import { Readable } from 'node:stream';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

const never = new AbortController().signal;

async function read(chunks: readonly (string | Buffer)[], options: { maxLineBytes?: number; stop?: AbortSignal } = {}) {
  const lines: [number, string][] = [];
  const broken: [number, string][] = [];
  const source = Readable.from(
    chunks.map((chunk) => Buffer.from(chunk)),
    { objectMode: false },
  );
  const error = await readLines(
    source,
    {
      onLine: (text, number) => lines.push([number, text]),
      onBrokenLine: (message, number) => broken.push([number, message]),
      ...(options.maxLineBytes === undefined ? {} : { maxLineBytes: options.maxLineBytes }),
    },
    options.stop ?? never,
  );
  return { lines, broken, error };
}

const text = Array.from(
  { length: 50_000 },
  (_, index) => `line ${index + 1} ${(index * 2654435761) % 4294967296}`,
).join('\n');

describe('lines', () => {
  it('are put together from pieces, with or without a newline at the end', async () => {
    for (const chunks of [['a\nbc\nd'], ['a\nbc\nd\n'], ['a', '\nb', 'c\n', 'd', '\n']]) {
      expect((await read(chunks)).lines).toEqual([
        [1, 'a'],
        [2, 'bc'],
        [3, 'd'],
      ]);
    }
  });

  it('without content are counted and not handed on', async () => {
    expect((await read(['a\n\n  \nb\n'])).lines).toEqual([
      [1, 'a'],
      [4, 'b'],
    ]);
  });

  it('begin after a byte order mark', async () => {
    expect((await read(['\ufeffa\n'])).lines).toEqual([[1, 'a']]);
  });

  it('of the greatest length are read, and one byte more is skipped', async () => {
    const { lines, broken } = await read(['12345678\n123456789\nafter\n'], { maxLineBytes: 8 });
    expect(lines).toEqual([
      [1, '12345678'],
      [3, 'after'],
    ]);
    expect(broken).toEqual([[2, 'Too long line "9 bytes", maximum 8']]);
  });

  it('that arrive byte by byte are joined beyond the number of pieces kept apart', async () => {
    const line = 'x'.repeat(3000);
    expect((await read([...line, '\n', 'b'])).lines).toEqual([
      [1, line],
      [2, 'b'],
    ]);
  });

  it('that are no UTF-8 are skipped', async () => {
    const { lines, broken } = await read([Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62])]);
    expect(lines).toEqual([
      [1, 'a'],
      [3, 'b'],
    ]);
    expect(broken).toEqual([[2, 'Expected UTF-8, got other bytes']]);
  });

  it('keep a character that two chunks share', async () => {
    const bytes = Buffer.from('⋯\n');
    expect((await read([bytes.subarray(0, 2), bytes.subarray(2)])).lines).toEqual([[1, '⋯']]);
  });
});

describe.each([
  ['gzip', gzipSync],
  ['zstd', (data: string) => zstdCompressSync(data, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
])('%s', (_name, compress) => {
  it('is recognised by its first bytes, even one at a time', async () => {
    const { lines, error } = await read(
      [...compress(text)]
        .map((byte) => Buffer.from([byte]))
        .slice(0, 8)
        .concat(compress(text).subarray(8)),
    );
    expect(error).toBeUndefined();
    expect(lines).toHaveLength(50_000);
    expect(lines.at(-1)?.[1]).toBe(text.slice(text.lastIndexOf('\n') + 1));
  });

  it('in several members is read to the end of the last', async () => {
    const { lines, error } = await read([compress('a\n'), compress('b\n')]);
    expect(error).toBeUndefined();
    expect(lines.map(([, line]) => line)).toEqual(['a', 'b']);
  });

  it('that breaks off gives what came before, and an error', async () => {
    const whole = compress(text);
    const { lines, error } = await read([whole.subarray(0, whole.length - 9)]);
    expect(error?.message).toMatch(/unexpected end of file/i);
    expect(lines.length).toBeGreaterThan(40_000);
    expect(lines.map(([, line]) => line)).toEqual(text.split('\n').slice(0, lines.length));
  });

  it('that is damaged is an error', async () => {
    const damaged = compress(text);
    damaged.fill(0xa5, 2000, 2100);
    expect((await read([damaged])).error).toBeInstanceOf(Error);
  });
});

describe('reading', () => {
  it('of nothing gives nothing', async () => {
    expect(await read([])).toEqual({ lines: [], broken: [], error: undefined });
  });

  it('of less than a magic number is a line', async () => {
    expect((await read(['a\n'])).lines).toEqual([[1, 'a']]);
  });

  it('ends when it is stopped, without an error', async () => {
    const stop = new AbortController();
    const source = new Readable({ read() {} });
    source.push('a\nb\n12345\n');
    const lines: string[] = [];
    const done = readLines(
      source,
      {
        onLine: (line) => {
          lines.push(line);
          if (line === 'b') setImmediate(() => stop.abort());
        },
        onBrokenLine: () => {},
      },
      stop.signal,
    );
    expect(await done).toBeUndefined();
    expect(lines).toEqual(['a', 'b', '12345']);
  });

  it('reports an error of the source', async () => {
    const source = new Readable({
      read() {
        this.destroy(new Error('EIO'));
      },
    });
    expect((await readLines(source, { onLine: () => {}, onBrokenLine: () => {} }, never))?.message).toBe('EIO');
  });
});
