import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandError } from '../command-error.ts';
import { createLineWriter } from './create-line-writer.ts';
import { openRecording } from './open-recording.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rulelib-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a recording', () => {
  it.each([
    ['f.jsonl', (bytes: Buffer) => bytes],
    ['f.jsonl.gz', gunzipSync],
    ['f.jsonl.zst', zstdDecompressSync],
  ])('%s holds its lines in order', async (name, decode) => {
    const path = join(folder, name);
    const writer = await openRecording(path, new PassThrough());
    const lines = Array.from({ length: 20_000 }, (_, index) => `{"line":${index},"text":"${'⋯'.repeat(20)}"}`);
    for (const line of lines) expect(writer.write(line)).toBe(true);
    await writer.end();
    expect(decode(await readFile(path)).toString()).toBe(`${lines.join('\n')}\n`);
  });

  it('without a line is empty and valid', async () => {
    const path = join(folder, 'empty.gz');
    await (await openRecording(path, new PassThrough())).end();
    expect(gunzipSync(await readFile(path))).toHaveLength(0);
  });

  it('to - goes to standard output, which stays open', async () => {
    const stdout = new PassThrough();
    const writer = await openRecording('-', stdout);
    writer.write('a');
    await writer.end();
    expect(String(stdout.read())).toBe('a\n');
    expect(stdout.writableEnded).toBe(false);
  });

  it('in a folder that is not there is an error', async () => {
    await expect(openRecording(join(folder, 'no', 'f'), new PassThrough())).rejects.toThrow(CommandError);
  });
});

describe('a writer of lines', () => {
  it('takes what may wait, and refuses a byte more', () => {
    const stuck = new Writable({ write: () => {} });
    const writer = createLineWriter(stuck, finished(stuck), 10);
    expect(writer.write('12345678')).toBe(true);
    expect(writer.write('12')).toBe(false);
    expect(writer.write('1')).toBe(true);
    expect(writer.write('')).toBe(false);
  });

  it('counts what the stream has not written yet', () => {
    const stuck = new Writable({ write: () => {} });
    const writer = createLineWriter(stuck, finished(stuck), 10);
    writer.write('1234567');
    writer.flush();
    expect(writer.write('123')).toBe(false);
    expect(writer.write('12')).toBe(true);
  });

  it('keeps the error of its stream for the end, and writes nothing more', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC')) });
    const writer = createLineWriter(full, finished(full));
    writer.write('a');
    writer.flush();
    await new Promise(setImmediate);
    expect(writer.failure.aborted).toBe(true);
    expect(writer.write('b')).toBe(false);
    await expect(writer.end()).rejects.toThrow('ENOSPC');
  });
});
