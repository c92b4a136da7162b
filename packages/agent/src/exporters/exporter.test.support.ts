import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Alert, RuntimeAlerts } from '@rulelibrary/engine';

/** An alert that its message tells apart. */
export function alertOf(number: number, changes: Partial<Alert> = {}): Alert {
  return {
    timestamp: '2026-11-21T16:54:00Z',
    ruleId: 'R0001',
    ruleName: 'Test rule',
    severity: { level: 5, text: 'Medium' },
    message: `alert ${number}`,
    uniqueId: `u${number}`,
    sourceContext: 'host',
    ...changes,
  };
}

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A receiver on loopback, which keeps what it took. */
export interface Receiver {
  readonly url: string;
  /** What is done with requests from now on; it takes them where nothing is said. */
  answer: Answer;
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** The messages of all alerts that came with requests, in their order. */
  messages(): readonly string[];
  stop(): Promise<void>;
}

export const take: Answer = (_, response) => {
  response.end('{}');
};

/** @param port of an earlier one, which comes back */
export async function startReceiver(port = 0): Promise<Receiver> {
  const requests: Receiver['requests'] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      receiver.answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${actual}`,
    answer: take,
    requests,
    messages: () => requests.flatMap(({ body }) => messagesOf(body)),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}

export function messagesOf(body: string): readonly string[] {
  return (JSON.parse(body) as RuntimeAlerts).spec.alerts.map(({ message }) => message);
}

/** The messages of these alerts. */
export function messagesFrom(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `alert ${first + index}`);
}
