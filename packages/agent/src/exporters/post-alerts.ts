/** What became of a request. */
export type PostOutcome =
  /** The receiver has it. */
  | { readonly result: 'delivered' }
  /** The receiver will never take it. */
  | { readonly result: 'refused'; readonly cause: string }
  /** It may work later. */
  | { readonly result: 'failed'; readonly cause: string; readonly retryAfterMs?: number };

export interface PostOptions {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends the request early. */
  readonly signal: AbortSignal;
}

/** Answers that speak of the body itself: the same one would be refused again, and stop all that wait behind it. */
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Posts the body; never rejects. @param id the same at each attempt, for receivers that know Idempotency-Key */
export async function postAlerts(body: string, id: string, options: PostOptions): Promise<PostOutcome> {
  const { url, headers, timeoutMs, signal: ended } = options;
  // Of this request alone: a signal that lives as long as we do would gather what every request hangs on it.
  const request = new AbortController();
  const abort = () => request.abort();
  const timer = setTimeout(() => request.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  ended.addEventListener('abort', abort);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id, ...headers },
      body,
      // Headers with credentials go to nobody whom the configuration does not name.
      redirect: 'manual',
      signal: request.signal,
    });
    await discard(response);
    return outcomeOf(response);
  } catch (error) {
    return { result: 'failed', cause: causeOf(error) };
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', abort);
  }
}

/** A short answer is read, so that the connection can be used again; what it says does not matter. */
const longestAnswer = 65_536;

/** The status has been given: nothing that happens to the rest of the answer changes it. */
async function discard({ body, headers }: Response): Promise<void> {
  const length = Number(headers.get('content-length') ?? longestAnswer + 1);
  try {
    if (length > longestAnswer) await body?.cancel();
    else for await (const _ of body ?? []);
  } catch {
    // The connection is gone; the next request makes another.
  }
}

function outcomeOf({ ok, status, headers }: Response): PostOutcome {
  if (ok) return { result: 'delivered' };
  const cause = `HTTP status ${status}`;
  if (refusals.has(status)) return { result: 'refused', cause };
  const seconds = Number(headers.get('retry-after') ?? 'none');
  return { result: 'failed', cause, ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }) };
}

/** fetch says what happened one level down. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
