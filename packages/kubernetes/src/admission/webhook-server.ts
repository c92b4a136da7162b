import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { readAdmissionReview } from './read-admission-review.ts';
import { readRequestBody } from './read-request-body.ts';
import type { ServingCredentials } from './serving-credentials.ts';
import { toAdmissionEvent } from './to-admission-event.ts';

export interface WebhookOptions {
  /** 0: one that is free. */
  readonly port: number;
  readonly address?: string;
  readonly credentials: ServingCredentials;
  readonly now: () => number;
  /** Called after the answer is on its way. */
  readonly onEvent: (event: RuntimeEvent) => void;
  /** Gets what `onEvent` throws. */
  readonly onError: (error: unknown) => void;
}

export interface WebhookCounts {
  /** Reviews that were answered. */
  readonly reviewed: number;
  /** Requests that were none. */
  readonly refused: number;
}

/** The admission webhook: it looks, and never refuses anything. */
export interface Webhook {
  readonly port: number;
  /** Serves new connections with others from now on. */
  setCredentials(credentials: ServingCredentials): void;
  counts(): WebhookCounts;
  /** Finishes what is being answered. */
  close(): Promise<void>;
}

/** The webhook's path, as the chart's configuration names it. */
export const webhookPath = '/admission';

/** An API server waits for one answer on a connection at a time: more connections than this are somebody else's. */
const maximumConnections = 512;

/** What an API server needs milliseconds for. */
const requestTimeoutMs = 5_000;

/** Opens the webhook. Rejects when the port is taken. */
export async function openWebhook(options: WebhookOptions): Promise<Webhook> {
  const counts = { reviewed: 0, refused: 0 };
  const { cert, key } = options.credentials;
  const server = createServer(
    { cert, key, minVersion: 'TLSv1.2', requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    (request, response) => void answer(request, response, { ...options, counts }),
  );
  server.maxConnections = maximumConnections;
  // A client that speaks no TLS, or breaks off: its own loss.
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address ?? '0.0.0.0', resolve);
  });
  server.removeAllListeners('error');
  return {
    port: (server.address() as AddressInfo).port,
    setCredentials: (credentials) => server.setSecureContext(credentials),
    counts: () => ({ ...counts }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

interface Handling extends WebhookOptions {
  readonly counts: { reviewed: number; refused: number };
}

async function answer(request: IncomingMessage, response: ServerResponse, handling: Handling): Promise<void> {
  const { counts } = handling;
  const refuse = (status: number, message: string) => {
    counts.refused += 1;
    // What is left of the body is not read any more.
    response
      .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
      .end(`${message}\n`);
  };
  if (new URL(request.url ?? '/', 'https://webhook').pathname !== webhookPath) return refuse(404, 'Unknown path');
  if (request.method !== 'POST') return refuse(405, `Expected POST, got "${request.method}"`);
  const body = await readRequestBody(request);
  if ('status' in body) return refuse(body.status, body.message);
  try {
    const review = readAdmissionReview(body.text);
    counts.reviewed += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(allowed(review.uid));
    const event = toAdmissionEvent(review, handling.now());
    // In the next turn of the loop: the API server has its answer by then.
    setImmediate(() => hand(event, handling));
  } catch (error) {
    refuse(400, error instanceof Error ? error.message : String(error));
  }
}

function hand(event: RuntimeEvent, { onEvent, onError }: Handling): void {
  try {
    onEvent(event);
  } catch (error) {
    onError(error);
  }
}

function allowed(uid: string): string {
  const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: { uid, allowed: true } };
  return JSON.stringify(review);
}
