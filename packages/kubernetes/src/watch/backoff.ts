/** All is to be current 10 s after the API server's return, and nothing is gained by asking less often than this. */
export const longestWaitMs = 5_000;

export interface BackoffOptions {
  /** The first wait, doubled after each failure. Default 250. */
  readonly firstMs?: number;
  /** Default 5000. */
  readonly maximumMs?: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** How long to wait after failures that follow each other. */
export interface Backoff {
  /** Milliseconds; half of it is chance, so that nodes do not come all at once. @param atLeastMs what the other side asked for */
  next(atLeastMs?: number): number;
  reset(): void;
}

/** What another side may ask us to wait at most: it must not silence us. */
const longestAskedMs = 300_000;

export function createBackoff({ firstMs = 250, maximumMs = longestWaitMs, random }: BackoffOptions): Backoff {
  let delayMs = firstMs;
  return {
    next(atLeastMs = 0) {
      const waitMs = delayMs * (0.5 + random() / 2);
      delayMs = Math.min(delayMs * 2, maximumMs);
      return Math.max(waitMs, Math.min(atLeastMs, longestAskedMs));
    },
    reset() {
      delayMs = firstMs;
    },
  };
}
