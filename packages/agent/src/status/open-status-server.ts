import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is wrong; undefined: nothing. */
export type Check = () => string | undefined;

export interface StatusServerOptions {
  readonly address: string;
  /** 0: one that is free. */
  readonly port: number;
  /** Answered by `/healthz`: what only a restart mends. */
  readonly health: Readonly<Record<string, Check>>;
  /** Answered by `/readyz`, together with health. */
  readonly readiness: Readonly<Record<string, Check>>;
  /** Answered by `/metrics`. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface StatusServer {
  readonly port: number;
  close(): Promise<void>;
}

/** kubelet and Prometheus, and room for who looks in by hand. */
const maximumConnections = 64;

/** Serves `/healthz`, `/readyz` and `/metrics`. Rejects when the port is taken. */
export async function openStatusServer(options: StatusServerOptions): Promise<StatusServer> {
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      send(response, 500, 'text/plain', `${String(error)}\n`);
    });
  });
  server.maxConnections = maximumConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: StatusServerOptions): Promise<void> {
  const { method, url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD') return send(response, 405, 'text/plain', 'Expected GET\n');
  const path = url.split('?', 1)[0];
  if (path === '/healthz') return report(response, options.health);
  if (path === '/readyz') return report(response, { ...options.health, ...options.readiness });
  if (path !== '/metrics') return send(response, 404, 'text/plain', 'Expected /healthz, /readyz or /metrics\n');
  const { contentType, text } = await options.metrics();
  send(response, 200, contentType, text);
}

/** A line for each check, as kubectl shows those of the API server. */
function report(response: ServerResponse, checks: Readonly<Record<string, Check>>): void {
  const results = Object.entries(checks).map(([name, check]) => ({ name, problem: check() }));
  const lines = results.map(({ name, problem }) =>
    problem === undefined ? `[+]${name} ok` : `[-]${name}: ${problem}`,
  );
  const isGood = results.every(({ problem }) => problem === undefined);
  send(response, isGood ? 200 : 503, 'text/plain', `${[...lines, isGood ? 'ok' : 'failed'].join('\n')}\n`);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}
