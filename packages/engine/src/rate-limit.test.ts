import { describe, expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { createRateLimit } from './rate-limit.ts';

function alertOf(ruleId: string, level: number): Alert {
  return {
    timestamp: '2026-11-21T16:54:00.000000000Z',
    ruleId,
    ruleName: ruleId,
    severity: { level, text: 'Low' },
    message: '',
    sourceContext: 'host',
    host: { nodeName: 'node-1' },
  };
}

const startMs = Date.UTC(2026, 10, 21, 16, 54, 0);

describe('rate limit', () => {
  it('lets N through in a minute and not N + 1', () => {
    const limit = createRateLimit({ perMinute: 3 });
    const admitted = [0, 1, 2, 3, 59_999, 60_000].map((time) => limit.admit(alertOf('R1', 1), startMs + time));
    expect(admitted).toEqual([true, true, true, false, false, true]);
  });

  it('sums up each minute that held something back, once, when it has ended', () => {
    const limit = createRateLimit({ perMinute: 1 });
    for (const [ruleId, level] of [
      ['R1', 1],
      ['R1', 1],
      ['R2', 8],
      ['R1', 1],
    ] as const) {
      limit.admit(alertOf(ruleId, level), startMs);
    }
    expect(limit.advance(startMs + 59_999)).toEqual([]);
    expect(limit.advance(startMs + 60_000)).toEqual([
      {
        timestamp: '2026-11-21T16:55:00.000Z',
        ruleId: 'rate_limit',
        ruleName: 'Alerts held back',
        severity: { level: 8, text: 'High' },
        message: '3 alerts held back within a minute (limit 1): R1 2, R2 1',
        uniqueId: 'rate_limit',
        sourceContext: 'host',
        host: { nodeName: 'node-1' },
        suppressedSince: 3,
      },
    ]);
    expect(limit.advance(startMs + 120_000)).toEqual([]);
    expect(limit.heldBack()).toEqual({ R1: 2, R2: 1 });
  });

  it('keeps the summary of a minute that an alert of the next one ended', () => {
    const limit = createRateLimit({ perMinute: 1 });
    for (const time of [0, 1, 60_000, 60_001]) limit.admit(alertOf('R1', 1), startMs + time);
    expect(limit.advance(startMs + 60_002).map(({ suppressedSince }) => suppressedSince)).toEqual([1]);
    expect(limit.advance(startMs + 120_000).map(({ suppressedSince }) => suppressedSince)).toEqual([1]);
  });

  it('says nothing of a minute in which all passed', () => {
    const limit = createRateLimit({ perMinute: 1 });
    limit.admit(alertOf('R1', 1), startMs);
    expect(limit.advance(startMs + 60_000)).toEqual([]);
  });

  it('a clock set back by a minute begins a new one', () => {
    const limit = createRateLimit({ perMinute: 1 });
    expect([0, -59_999, -60_000].map((time) => limit.admit(alertOf('R1', 1), startMs + time))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
