import { describe, expect, it, vi } from 'vitest';
import { waitForEnd } from './wait-for-end.ts';

describe('waiting', () => {
  it('ends after the duration, also one that setTimeout cannot take', async () => {
    vi.useFakeTimers();
    const days30 = 30 * 24 * 3_600_000;
    let isOver = false;
    const end = waitForEnd(new AbortController().signal, days30).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(days30 - 1);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await end;
    vi.useRealTimers();
  });

  it('ends at once when it is stopped, before or meanwhile', async () => {
    await waitForEnd(AbortSignal.abort(), undefined);
    const stop = new AbortController();
    const end = waitForEnd(stop.signal, undefined);
    stop.abort();
    await end;
  });
});
