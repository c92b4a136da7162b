import type { IncomingMessage } from 'node:http';

/** An object in etcd is at most 1.5 MiB; a review holds two, and who asks. */
export const maximumBodyBytes = 4 * 1024 * 1024;

export type RequestBody = { readonly text: string } | { readonly status: number; readonly message: string };

/** The body of a request as text, or what to answer instead. */
export async function readRequestBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maximumBodyBytes)
        return { status: 413, message: `Too large body, maximum ${maximumBodyBytes} bytes` };
      chunks.push(chunk);
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch (error) {
    const isText = !(error instanceof TypeError);
    return {
      status: 400,
      message: isText ? 'Cannot read the body: it was cut off' : 'Expected UTF-8, got other bytes',
    };
  }
}
