import type { ClientHttp2Stream } from 'node:http2';
import net from 'node:net';

export interface GrpcCall {
  /** Path of a UNIX socket. */
  readonly socket: string;
  /** `/package.Service/Method`. */
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: Buffer;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const frameBytes = 5; // a flag, and the message's length
const okStatus = '0';
const notFoundStatus = '5';

/**
 * One call by gRPC (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md). Undefined: there is no such thing.
 * @throws Error when the other side is not there, answers late, too much, or what is no answer
 */
export async function callGrpc(call: GrpcCall): Promise<Buffer | undefined> {
  // Not before there is someone to call: with TLS and cryptography behind it, it takes five megabytes.
  const { connect } = await import('node:http2');
  const session = connect('http://localhost', { createConnection: () => net.connect(call.socket) });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${call.timeoutMs} ms`)), call.timeoutMs);
      session.on('error', reject).on('close', () => {
        clearTimeout(timer);
        reject(new Error('the connection was closed'));
      });
      const stream = session.request({
        ':method': 'POST',
        ':path': call.method,
        'content-type': 'application/grpc',
        te: 'trailers',
        ...call.headers,
      });
      collect(stream, call.maxBytes).then(resolve, reject);
      const head = Buffer.alloc(frameBytes);
      head.writeUInt32BE(call.message.length, 1);
      stream.end(Buffer.concat([head, call.message]));
    });
  } finally {
    session.destroy();
  }
}

function collect(stream: ClientHttp2Stream, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let total = 0;
    let status: unknown;
    const note = (headers: object): void => {
      status = (headers as Record<string, unknown>)['grpc-status'] ?? status;
    };
    // A failed call may answer with headers alone.
    stream.on('response', note).on('trailers', note).on('error', reject);
    stream.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > maxBytes) reject(new Error(`an answer of more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    stream.on('end', () => {
      const answer = Buffer.concat(chunks);
      if (status === notFoundStatus) resolve(undefined);
      else if (status !== okStatus || answer.length < frameBytes) reject(new Error(`status ${String(status)}`));
      else resolve(answer.subarray(frameBytes));
    });
  });
}
