import { type Alert, createRateLimit } from '@rulelibrary/engine';

/** Lets as many alerts of a minute through as there may be, and sums up the others when it ends. */
export interface LimitedIntake {
  take(alerts: readonly Alert[]): void;
  /** By rule id. */
  heldBack(): Readonly<Record<string, number>>;
  /** Hands on the summary of the last minute, if it is over, and ends. */
  close(): void;
}

export interface LimitedIntakeOptions {
  readonly perMinute: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Is given what passes, and the summaries. */
  readonly onAlerts: (alerts: readonly Alert[]) => void;
}

/** How often the end of a minute is looked for, milliseconds. */
const tickMs = 1_000;

export function createLimitedIntake({ perMinute, nowMs, onAlerts }: LimitedIntakeOptions): LimitedIntake {
  const limit = createRateLimit({ perMinute });
  const advance = () => {
    const summaries = limit.advance(nowMs());
    if (summaries.length > 0) onAlerts(summaries);
  };
  const timer = setInterval(advance, tickMs);
  // An agent that has nothing else to do may end.
  timer.unref();
  return {
    take(alerts) {
      const now = nowMs();
      const passing = alerts.filter((alert) => limit.admit(alert, now));
      if (passing.length > 0) onAlerts(passing);
    },
    heldBack: () => limit.heldBack(),
    close() {
      clearInterval(timer);
      advance();
    },
  };
}
