import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** How often a file that has ended is looked at again, milliseconds. */
const pollMs = 200;

const chunkBytes = 256 * 1024;

/**
 * A file with what is added to it, then each that takes its name, or itself from its beginning when it was cut short: a
 * stream each, until `stop`.
 */
export async function* followFile(path: string, stop: AbortSignal): AsyncGenerator<Readable> {
  while (!stop.aborted) yield Readable.from(chunksOf(path, stop), { objectMode: false });
}

async function* chunksOf(path: string, stop: AbortSignal): AsyncGenerator<Buffer> {
  const file = await open(path);
  let position = 0;
  try {
    while (!stop.aborted) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
      position += bytesRead;
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      else if (await hasChanged(file, path, position)) return;
      else await wait(pollMs, undefined, { signal: stop }).catch(() => {});
    }
  } finally {
    await file.close();
  }
}

/** Whether the name stands for another file, or this one was cut short. */
async function hasChanged(file: FileHandle, path: string, position: number): Promise<boolean> {
  try {
    const [own, named] = await Promise.all([file.stat(), stat(path)]);
    return own.ino !== named.ino || own.dev !== named.dev || own.size < position;
  } catch {
    // Moved away, and no other is there yet.
    return false;
  }
}
