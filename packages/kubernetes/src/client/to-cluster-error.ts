import { ClusterError, type ClusterErrorCode } from '../cluster-error.ts';

const codes: Readonly<Record<number, ClusterErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  429: 'overloaded',
  500: 'overloaded',
  503: 'overloaded',
  504: 'timeout',
};

/** Code of an HTTP status, also of the `code` of a `Status` object in a watch. */
export function codeOfStatus(status: number): ClusterErrorCode {
  return codes[status] ?? 'rejected';
}

/** What the API server answered with, in its own words. */
export function answerError(path: string, status: number, body: string): ClusterError {
  return new ClusterError(codeOfStatus(status), `Cannot call ${path}: ${status} ${reasonIn(body)}`.trimEnd());
}

function reasonIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === 'object' && answer !== null && 'message' in answer) return String(answer.message);
  } catch {
    // No JSON: a proxy's page, or plain text.
  }
  return body.slice(0, 200);
}

/** Why there was no answer. */
export function connectionError(url: string, error: Error): ClusterError {
  const code = error.message.startsWith('no answer') ? 'timeout' : 'unreachable';
  return new ClusterError(code, `Cannot reach ${url}: ${error.message || String(error)}`, { cause: error });
}
