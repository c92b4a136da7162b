/** What setTimeout takes at most, https://nodejs.org/api/timers.html#settimeoutcallback-delay-args. */
const maxTimeoutMs = 2 ** 31 - 1;

/** Resolves when `stop` is aborted, or after `forMs`. */
export function waitForEnd(stop: AbortSignal, forMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const deadlineMs = performance.now() + (forMs ?? Number.POSITIVE_INFINITY);
    // Without a deadline it still runs: a promise alone does not keep the process alive.
    const wait = () => {
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) end();
      else timer = setTimeout(wait, Math.min(leftMs, maxTimeoutMs));
    };
    if (stop.aborted) end();
    else {
      stop.addEventListener('abort', end);
      wait();
    }
  });
}
