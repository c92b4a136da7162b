/** The first wait, doubled after each failure. */
const firstMs = 250;

/** All is to be current 10 s after the API server's return, and nothing is gained by asking less often than this. */
export const longestWaitMs = 5_000;

/** How long to wait after failures that follow each other. */
export interface Backoff {
  /** Milliseconds; half of it is chance, so that nodes do not come all at once. */
  next(): number;
  reset(): void;
}

/** @param random from 0 to below 1 */
export function createBackoff(random: () => number): Backoff {
  let failures = 0;
  return {
    next() {
      const waitMs = Math.min(firstMs * 2 ** failures, longestWaitMs);
      failures++;
      return waitMs * (0.5 + random() / 2);
    },
    reset() {
      failures = 0;
    },
  };
}
