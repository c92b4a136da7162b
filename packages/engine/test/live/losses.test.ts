import { spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, runWorkload, workloadPath } from './workload.ts';

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

  // Whatever else opens files meanwhile needs room as well, such as another test's web server under load: then again.
  it('the default ring holds 20,000 opens for 3 seconds', { retry: 4, timeout: 30_000 }, async () => {
    watch = await watchKernel({}, isFlood);
    const { delivered, lost } = await countOpens(watch, () => floodWhileBlocked(folder));
    expect({ delivered, lost }).toEqual({ delivered: opensOfWorkload, lost: 0 });
  });

  it('with a small ring, delivered and lost are all 20,000', { retry: 4, timeout: 30_000 }, async () => {
    // Small, and large enough for what others do before the flood begins.
    watch = await watchKernel({ ringBytes: 256 * 1024 }, isFlood);
    const { delivered, lost, seen, sent } = await countOpens(watch, () => floodWhileBlocked(folder));
    const foreign = seen - opensOfWorkload;
    const lostOfWorkload = opensOfWorkload - delivered;
    // On a busy machine all that fits is of others.
    expect(sent).toBeGreaterThan(0);
    expect(lostOfWorkload).toBeGreaterThan(opens / 2);
    expect(sent + lost).toBe(seen);
    // Other processes open files, too: what they lost is counted with it. On a quiet machine `foreign` is 0.
    expect(foreign).toBeGreaterThanOrEqual(0);
    expect(lost).toBeGreaterThanOrEqual(lostOfWorkload);
    expect(lost - lostOfWorkload).toBeLessThanOrEqual(foreign);
  });

  it('every event of every type is filtered, sent or lost, and what was sent is delivered', async () => {
    watch = await watchKernel({ ringBytes: 64 * 1024 }, () => false);
    await floodWhileBlocked(folder);
    // A record that goes around the end of the ring is one as well.
    await runWorkload('exec', makeFolder(folder), ['all']);
    await watch.settle();
    // Events of other processes are counted in steps while we look.
    const uncounted = (): string[] =>
      Object.entries(watch?.collector.stats().types ?? {}).flatMap(([type, { seen, filtered, sent, lost }]) =>
        seen === filtered + sent + lost.ring_full + lost.no_scratch ? [] : [type],
      );
    await vi.waitUntil(() => uncounted().length === 0, { timeout: 10_000 });
    const { types, undecodable, malformed, streamsEvicted } = watch.collector.stats();
    expect(types.open.lost.ring_full).toBeGreaterThan(opens / 2);
    expect({ undecodable, malformed, streamsEvicted }).toEqual({
      undecodable: 0,
      malformed: { dns: 0, http: 0 },
      streamsEvicted: 0,
    });
  }, 60_000);

  it('3,000,000 events leave no memory behind', async () => {
    let delivered = 0;
    // A listener that reads fields and keeps none.
    watch = await watchKernel({ ringBytes: 2 ** 20 }, (event) => {
      if (isFlood(event) && event.path !== '') delivered += 1;
      return false;
    });
    await runWorkload('flood', folder, ['one', 100_000]);
    await watch.settle();
    const before = await settledMemory();
    const lostBefore = watch.collector.stats().types.open.lost.ring_full;
    delivered = 0;
    for (let round = 0; round < 10; round++) await runWorkload('flood', folder, ['one', 300_000]);
    await watch.settle();
    const after = await settledMemory();
    const lost = watch.collector.stats().types.open.lost.ring_full - lostBefore;
    expect(delivered + lost).toBeGreaterThanOrEqual(3_000_000);
    expect(delivered).toBeGreaterThan(1_000_000);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(4 * 2 ** 20);
    expect(after.external - before.external).toBeLessThan(2 * 2 ** 20);
  }, 240_000);
});

/** What is still held by something. */
async function settledMemory(): Promise<NodeJS.MemoryUsage> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage();
}
