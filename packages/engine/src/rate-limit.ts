import { severityText } from '@rulelibrary/schema';
import type { Alert } from './alert.ts';

export interface RateLimitOptions {
  /** Alerts that pass per minute. */
  readonly perMinute: number;
}

/** Bounds how many alerts an output gets; each output has its own. */
export interface RateLimit {
  /**
   * Whether the alert goes out; what is held back is counted.
   * @param nowMs milliseconds since the epoch, of whatever clock {@link advance} is given too
   */
  admit(alert: Alert, nowMs: number): boolean;
  /** To be called now and then: the summary of each minute that has ended and held something back. */
  advance(nowMs: number): readonly Alert[];
  /** How many were held back, by rule id, since the start. */
  heldBack(): Readonly<Record<string, number>>;
}

interface Minute {
  readonly sinceMs: number;
  passed: number;
  readonly held: Map<string, number>;
  /** The most severe of what was held back. */
  worst: Alert | undefined;
}

const minuteMs = 60_000;

/**
 * At most `perMinute` alerts pass in a minute, which begins with the first alert after the last one's end; one summary alert
 * per minute says what was held back, and does not count itself.
 */
export function createRateLimit({ perMinute }: RateLimitOptions): RateLimit {
  const totals = new Map<string, number>();
  const summaries: Alert[] = [];
  let minute: Minute | undefined;

  const moveTo = (nowMs: number) => {
    if (minute === undefined || !(Math.abs(nowMs - minute.sinceMs) >= minuteMs)) return;
    if (minute.worst !== undefined) summaries.push(summaryOf(minute, minute.worst, perMinute));
    minute = undefined;
  };

  return {
    admit(alert, nowMs) {
      moveTo(nowMs);
      minute ??= { sinceMs: nowMs, passed: 0, held: new Map(), worst: undefined };
      if (minute.passed < perMinute) {
        minute.passed += 1;
        return true;
      }
      count(minute.held, alert.ruleId);
      count(totals, alert.ruleId);
      if (minute.worst === undefined || alert.severity.level > minute.worst.severity.level) minute.worst = alert;
      return false;
    },
    advance(nowMs) {
      moveTo(nowMs);
      return summaries.splice(0);
    },
    heldBack: () => Object.fromEntries(totals),
  };
}

function count(counts: Map<string, number>, ruleId: string): void {
  counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
}

function summaryOf(minute: Minute, worst: Alert, perMinute: number): Alert {
  const byRule = [...minute.held].sort(([, one], [, other]) => other - one);
  const total = byRule.reduce((sum, [, held]) => sum + held, 0);
  const { level } = worst.severity;
  return {
    timestamp: new Date(minute.sinceMs + minuteMs).toISOString(),
    ruleId: 'rate_limit',
    ruleName: 'Alerts held back',
    severity: { level, text: severityText(level) },
    message: `${total} alerts held back within a minute (limit ${perMinute}): ${byRule.map(([id, held]) => `${id} ${held}`).join(', ')}`,
    uniqueId: 'rate_limit',
    sourceContext: worst.sourceContext,
    ...(worst.host && { host: worst.host }),
    suppressedSince: total,
    ...(worst.agentVersion && { agentVersion: worst.agentVersion }),
  };
}
