import { open } from 'node:fs/promises';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, createZstdCompress } from 'node:zlib';
import { CommandError } from '../command-error.ts';
import { createLineWriter, type LineWriter } from './create-line-writer.ts';

/**
 * Opens a recording for writing: gzip for a name that ends in `.gz`, Zstandard for `.zst`, `-` for standard output.
 * A file of that name is replaced.
 * @throws CommandError when the file cannot be created
 */
export async function openRecording(path: string, stdout: Writable): Promise<LineWriter> {
  const target = path === '-' ? stdout : await createFile(path);
  const head = compressorFor(path);
  return createLineWriter(head, pipeline(head, target, { end: path !== '-' }));
}

function compressorFor(path: string) {
  // The fastest level: what is recorded must not take the processor from what is being watched.
  if (path.endsWith('.gz')) return createGzip({ level: 1 });
  if (path.endsWith('.zst')) return createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  return new PassThrough();
}

async function createFile(path: string): Promise<Writable> {
  try {
    return (await open(path, 'w')).createWriteStream();
  } catch (error) {
    throw new CommandError(`Cannot write "${path}": ${(error as Error).message}`);
  }
}
