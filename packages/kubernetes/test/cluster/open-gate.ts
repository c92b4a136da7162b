import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to the API server that can be shut. */
export interface Gate {
  readonly url: string;
  /** Breaks every connection, and refuses new ones by closing them at once. */
  shut(): void;
  /** Keeps every connection and lets nothing through, as a cable that is pulled. */
  freeze(): void;
  open(): void;
  close(): Promise<void>;
}

/** Stands between a client and the server that listens at `url`. */
export async function openGate(url: string): Promise<Gate> {
  const { port } = new URL(url);
  const sockets = new Set<Socket>();
  let state: 'open' | 'shut' | 'frozen' = 'open';
  const server = createServer((near) => {
    if (state !== 'open') {
      if (state === 'shut') near.destroy();
      else sockets.add(near);
      return;
    }
    const far = connect(Number(port), '127.0.0.1');
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    shut() {
      state = 'shut';
      breakAll();
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    open() {
      state = 'open';
    },
    async close() {
      breakAll();
      await once(server.close(), 'close');
    },
  };
}
