import type { IncomingMessage } from 'node:http';
import { ClusterError } from '../cluster-error.ts';

/** The whole answer as text. @throws ClusterError `too-large`, `unreachable` */
export async function readBody(answer: IncomingMessage, maximumBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maximumBytes) throw new ClusterError('too-large', `Too large answer, maximum ${maximumBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    throw new ClusterError('unreachable', `Cannot read the answer: ${String(error)}`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}
