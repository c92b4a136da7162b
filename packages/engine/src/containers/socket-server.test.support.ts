import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Stream } from 'node:http2';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A daemon that listens on a UNIX socket. */
export interface SocketServer {
  readonly socket: string;
  close(): Promise<void>;
}

/** Answers calls by gRPC: status and message, by method and namespace. */
export type GrpcAnswer = (
  method: string,
  namespace: string | undefined,
  message: Buffer,
) => { readonly status: number; readonly message?: Buffer };

export function serveGrpc(answer: GrpcAnswer): Promise<SocketServer> {
  const server = createHttp2Server();
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => {});
    stream.on('end', () => {
      const namespace = headers['containerd-namespace'] as string | undefined;
      const { status, message } = answer(`${headers[':path']}`, namespace, Buffer.concat(chunks).subarray(5));
      const trailers = { 'grpc-status': `${status}` };
      if (!message) {
        stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...trailers }, { endStream: true });
        return;
      }
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      const head = Buffer.alloc(5);
      head.writeUInt32BE(message.length, 1);
      stream.end(Buffer.concat([head, message]));
    });
  });
  return listen(server);
}

export function serveHttp(answer: RequestListener): Promise<SocketServer> {
  return listen(createHttpServer(answer));
}

/** Bytes as they are to whoever connects. */
export function serveBytes(answer: (socket: net.Socket) => void): Promise<SocketServer> {
  return listen(net.createServer((socket) => answer(socket.on('error', () => {}))));
}

async function listen(server: net.Server): Promise<SocketServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rulelib-socket-'));
  const socket = path.join(folder, 'socket');
  const open = new Set<net.Socket>();
  server.on('connection', (connection: net.Socket) => open.add(connection));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    close: () => {
      for (const connection of open) connection.destroy();
      return new Promise((resolve) =>
        server.close(() => {
          rmSync(folder, { recursive: true });
          resolve();
        }),
      );
    },
  };
}
