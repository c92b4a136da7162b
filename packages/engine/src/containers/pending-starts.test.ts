import { describe, expect, it } from 'vitest';
import { createPendingStarts, type PendingStart } from './pending-starts.ts';

const start = (pid: number, sinceMs = 0): PendingStart => {
  return {
    command: { runtime: 'runc', id: `c${pid}` },
    pid,
    mntns: 1,
    bundle: '/b',
    isByRoot: true,
    facts: {},
    sinceMs,
  };
};

describe('createPendingStarts', () => {
  it('lets the oldest give way, counted', () => {
    const starts = createPendingStarts(2);
    for (const pid of [1, 2]) starts.set(start(pid));
    expect([starts.size, starts.forgotten]).toEqual([2, 0]);
    starts.set(start(1, 5));
    starts.set(start(3));
    expect(starts.all().map(({ pid }) => pid)).toEqual([1, 3]);
    expect(starts.forgotten).toBe(1);
  });

  it('forgets what waits for long', () => {
    const starts = createPendingStarts(10);
    starts.set(start(1, 100));
    starts.set(start(2, 101));
    starts.expire(101);
    expect(starts.all().map(({ pid }) => pid)).toEqual([2]);
    starts.delete(2);
    expect([starts.size, starts.forgotten]).toEqual([0, 1]);
  });
});
