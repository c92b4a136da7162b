import type { Writable } from 'node:stream';

/** What may wait for a slow disk or pipe. A second of 50,000 events of 600 bytes is half of it. */
export const defaultMaxWaitingBytes = 64 * 1024 * 1024;

/** One write a line would cost a round trip through the compressor's thread for each. Characters. */
const batchChars = 256 * 1024;

export interface LineWriter {
  /** Takes a line, without its newline; false: too much waits already, and the line is not written. */
  write(line: string): boolean;
  /** Hands on what is gathered, so that a reader of the file sees it soon. */
  flush(): void;
  /** Aborted when the stream has failed: nothing can be written any more. */
  readonly failure: AbortSignal;
  /** Writes the rest and closes the file; rejects with the error of the stream, also one that came earlier. */
  end(): Promise<void>;
}

/** Lines into a stream, in batches, with a bound on what waits. An error of the stream is kept for `end` and makes writes fail. */
export function createLineWriter(
  stream: Writable,
  closed: Promise<void>,
  maxWaitingBytes = defaultMaxWaitingBytes,
): LineWriter {
  let lines: string[] = [];
  let chars = 0;
  const failure = new AbortController();
  closed.catch((error) => failure.abort(error));

  const flush = () => {
    if (lines.length === 0) return;
    stream.write(lines.join(''));
    lines = [];
    chars = 0;
  };

  return {
    write: (line) => {
      // Characters stand for bytes here: a bound on memory need not be exact.
      if (failure.signal.aborted || stream.writableLength + chars + line.length > maxWaitingBytes) return false;
      lines.push(line, '\n');
      chars += line.length + 1;
      if (chars >= batchChars) flush();
      return true;
    },
    flush,
    failure: failure.signal,
    end: async () => {
      if (!failure.signal.aborted) {
        flush();
        stream.end();
      }
      await closed;
    },
  };
}
