export interface BackoffOptions {
  readonly firstMs: number;
  readonly maximumMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** How long to wait after one failure more. */
export interface Backoff {
  /** Milliseconds. @param atLeastMs what the other side asked for */
  next(atLeastMs?: number): number;
  reset(): void;
}

/** What another side may ask us to wait at most: it must not silence us. */
const longestAskedMs = 300_000;

/** Twice as long each time, up to a maximum; from half of it to all, so that the agents of a cluster do not come all at once. */
export function createBackoff({ firstMs, maximumMs, random }: BackoffOptions): Backoff {
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
