import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { ClusterError } from '../cluster-error.ts';
import type { ClusterConnection } from '../connection/cluster-connection.ts';
import { readBody } from './read-body.ts';
import { readLines } from './read-lines.ts';
import { answerError, connectionError } from './to-cluster-error.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root: `/api/v1/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Written as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Until the answer begins; until all of it is there it may take twice as long, but for a stream. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface StreamRequest extends ApiRequest {
  /** The API server has accepted it. */
  readonly onOpen?: () => void;
}

/**
 * Requests to one API server, over HTTP/1.1 with connections kept: of a proxy or balancer in between nothing else is known to
 * work everywhere. Every failure is a ClusterError.
 */
export interface ApiClient {
  readonly url: string;
  readonly namespace: string | undefined;
  /** The answer's JSON. */
  call(request: ApiRequest): Promise<unknown>;
  /** Hands over the answer line by line, as it comes; ends when the API server ends it. */
  stream(request: StreamRequest, onLine: (line: string) => void): Promise<void>;
  /** Whether it answers at all; several who ask at the same time ask once. */
  isReachable(): Promise<boolean>;
}

const defaultTimeoutMs = 30_000;
const reachableTimeoutMs = 5_000;

/** An answer that is larger is refused: a page of the largest objects (1.5 MiB each) stays below. */
const maximumAnswerBytes = 256 * 1024 * 1024;

export function createApiClient(connection: ClusterConnection): ApiClient {
  const send = (request: ApiRequest) => sendRequest(connection, request);
  const call = async (request: ApiRequest) => {
    // A connection may die in the middle of an answer as well.
    const deadline = AbortSignal.timeout(Math.ceil(2 * (request.timeoutMs ?? defaultTimeoutMs)));
    const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline]);
    const answer = await send({ ...request, signal });
    return parseAnswer(await readBody(answer, maximumAnswerBytes));
  };
  let asked: Promise<boolean> | undefined;
  return {
    url: connection.url,
    namespace: connection.namespace,
    call,
    isReachable() {
      const forget = () => {
        asked = undefined;
      };
      asked ??= call({ path: '/version', timeoutMs: reachableTimeoutMs })
        .then(
          () => true,
          () => false,
        )
        .finally(forget);
      return asked;
    },
    async stream(request, onLine) {
      const answer = await send(request);
      request.onOpen?.();
      await readLines(answer, onLine);
    },
  };
}

function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text || 'null');
  } catch (error) {
    throw new ClusterError('malformed', `Cannot parse the answer: ${String(error)}`, { cause: error });
  }
}

async function sendRequest(connection: ClusterConnection, request: ApiRequest): Promise<IncomingMessage> {
  const { headers, agent } = await connection.authorize();
  const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
  const options = {
    method: request.method ?? 'GET',
    agent,
    ...(request.signal && { signal: request.signal }),
    headers: {
      ...headers,
      accept: request.accept ?? 'application/json',
      'user-agent': 'rulelibrary',
      ...(body && { 'content-type': request.contentType ?? 'application/json', 'content-length': body.length }),
    },
  };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpsRequest(urlOf(connection.url, request), options, (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
    const timer = setTimeout(() => sent.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    sent.on('error', (error) => {
      clearTimeout(timer);
      // An authority that was replaced shows as a certificate nobody knows, a network that broke as a connection kept too long.
      if (!isGivenUp(request)) connection.refresh();
      reject(connectionError(connection.url, error));
    });
    sent.end(body);
  });
  if (answer.statusCode !== undefined && answer.statusCode < 300) return answer;
  if (answer.statusCode === 401) connection.refresh();
  throw answerError(request.path, answer.statusCode ?? 0, await readBody(answer, maximumAnswerBytes));
}

/** By whoever asked, which says nothing about the connection. */
function isGivenUp({ signal }: ApiRequest): boolean {
  const reason: unknown = signal?.reason;
  return signal?.aborted === true && !(reason instanceof Error && reason.name === 'TimeoutError');
}

function urlOf(url: string, { path, query = {} }: ApiRequest): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) written.set(name, String(value));
  const search = written.toString();
  return `${url}${path}${search === '' ? '' : `?${search}`}`;
}
