import { spawn } from 'node:child_process';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

const opens = 20_000;
// Before it says how often it opened, the workload opens the name of its parent.
const opensOfWorkload = opens + 1;
const blockedMs = 3000;

/** Runs the flood while the JavaScript thread does nothing for three seconds; returns the workload's pid. */
async function floodWhileBlocked(folder: string): Promise<number> {
  const child = spawn(workloadPath('flood'), [folder, 'one', String(opens)], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
  // The event loop has not turned: the flood is over, and nothing of it has been taken from the ring.
  expect(await ended).toBe(0);
  return child.pid as number;
}

/** What happened to opens between two readings of the counters. */
async function countOpens(watch: KernelWatch, run: () => Promise<number>) {
  const before = watch.collector.stats().types.open;
  const pid = await run();
  await watch.settle();
  const after = watch.collector.stats().types.open;
  return {
    delivered: watch.of('open', pid).length,
    lost: after.lost.ring_full + after.lost.no_scratch - before.lost.ring_full - before.lost.no_scratch,
    // Of every process but the collector's own.
    seen: after.seen - after.filtered - (before.seen - before.filtered),
    sent: after.sent - before.sent,
  };
}

describeLive('nothing is lost silently', () => {
  let folder: string;
  let watch: KernelWatch | undefined;

  beforeEach(() => {
    folder = makeFolder();
  });

  afterEach(() => {
    watch?.stop();
    watch = undefined;
    removeFolder(folder);
  });

  const isFlood = (event: RuntimeEvent): boolean => event.eventType === 'open' && event.comm === 'flood';

  it('the default ring holds 20,000 opens for 3 seconds', async () => {
    watch = await watchKernel({}, isFlood);
    const { delivered, lost } = await countOpens(watch, () => floodWhileBlocked(folder));
    expect({ delivered, lost }).toEqual({ delivered: opensOfWorkload, lost: 0 });
  }, 30_000);

  it('with a small ring, delivered and lost are all 20,000', async () => {
    watch = await watchKernel({ ringBytes: 64 * 1024 }, isFlood);
    const { delivered, lost, seen, sent } = await countOpens(watch, () => floodWhileBlocked(folder));
    const foreign = seen - opensOfWorkload;
    const lostOfWorkload = opensOfWorkload - delivered;
    expect(delivered).toBeGreaterThan(0);
    expect(lostOfWorkload).toBeGreaterThan(opens / 2);
    expect(sent + lost).toBe(seen);
    // Other processes open files, too: what they lost is counted with it. On a quiet machine `foreign` is 0.
    expect(foreign).toBeGreaterThanOrEqual(0);
    expect(lost).toBeGreaterThanOrEqual(lostOfWorkload);
    expect(lost - lostOfWorkload).toBeLessThanOrEqual(foreign);
  }, 30_000);

  it('memory stays flat', async () => {
    let delivered = 0;
    // A listener that reads fields and keeps none.
    watch = await watchKernel({ ringBytes: 2 ** 20 }, (event) => {
      if (isFlood(event) && event.path !== '') delivered += 1;
      return false;
    });
    await floodWhileBlocked(folder);
    await watch.settle();
    const before = process.memoryUsage();
    for (let round = 0; round < 3; round++) await floodWhileBlocked(folder);
    await watch.settle();
    const after = process.memoryUsage();
    expect(delivered).toBeGreaterThan(1000);
    expect(after.external - before.external).toBeLessThan(2 ** 20);
    expect(after.rss - before.rss).toBeLessThan(32 * 2 ** 20);
  }, 60_000);
});
