import type { IncomingMessage } from 'node:http';
import { ClusterError } from '../cluster-error.ts';

/** The longest line: an object of etcd's limit (1.5 MiB), every character of it escaped, with room. */
export const maximumLineBytes = 16 * 1024 * 1024;

/**
 * Hands over the lines of the answer as they come. Ends with the answer; what stands after the last line end was cut off
 * and is dropped. @throws ClusterError `too-large`, `unreachable`
 */
export async function readLines(answer: IncomingMessage, onLine: (line: string) => void): Promise<void> {
  let kept: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        onLine(Buffer.concat([...kept, chunk.subarray(start, end)]).toString('utf8'));
        kept = [];
        length = 0;
        start = end + 1;
      }
      length += chunk.length - start;
      if (length > maximumLineBytes)
        throw new ClusterError('too-large', `Too large line, maximum ${maximumLineBytes} bytes`);
      if (start < chunk.length) kept.push(chunk.subarray(start));
    }
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    throw new ClusterError('unreachable', `Cannot read on: ${String(error)}`, { cause: error });
  }
}
