import type { Readable } from 'node:stream';
import { decompress } from './decompress.ts';
import { createLineSplitter, type LineHandlers } from './line-splitter.ts';

/**
 * Hands on every line of `source`, compressed or not, as it arrives: whatever its size, no more than a line is held.
 * @returns why reading ended before the input did; undefined at its end, and when `stop` was aborted
 */
export async function readLines(
  source: Readable,
  handlers: LineHandlers,
  stop: AbortSignal,
): Promise<Error | undefined> {
  const splitter = createLineSplitter(handlers);
  const abort = () => source.destroy();
  stop.addEventListener('abort', abort, { once: true });
  let error = stop.aborted ? undefined : await forEachChunk(source, (chunk) => splitter.push(chunk));
  if (stop.aborted) error = undefined;
  // Half a line at the point where a recording breaks off is no event.
  else if (error === undefined) splitter.end();
  stop.removeEventListener('abort', abort);
  return error;
}

async function forEachChunk(source: Readable, onChunk: (chunk: Buffer) => void): Promise<Error | undefined> {
  try {
    const content = await decompress(source);
    // Not `for await`: it drops what is still buffered when an error ends the stream.
    return await new Promise((resolve) => {
      content.on('data', onChunk);
      content.once('error', resolve);
      content.once('close', () => resolve(undefined));
    });
  } catch (error) {
    return error as Error;
  }
}
