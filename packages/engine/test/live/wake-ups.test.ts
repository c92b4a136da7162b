import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bpfObjectPath, loadNativeAddon } from '../../src/collector/native-addon.ts';
import { wireTypes } from '../../src/collector/wire.ts';
import { describeLive } from './live-kernel.ts';
import { watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, runWorkload } from './workload.ts';

const ringBytes = 512 * 1024;
/** Of the flood's open, with its path, in the ring. */
const leastBytes = 160;
const eighth = Math.ceil(ringBytes / 8 / leastBytes);
const batch = Buffer.alloc(2 ** 20);
const open = 1 << wireTypes.indexOf('open');

describeLive('the ring calls for its reader', () => {
  let folder: string;

  beforeEach(() => {
    folder = makeFolder();
  });

  afterEach(() => removeFolder(folder));

  /** Runs the flood while nobody reads; how often the bell was rung. */
  async function ringsDuring(opens: number, isOver: (rings: number) => boolean): Promise<number> {
    const addon = loadNativeAddon();
    const handle = addon.open(bpfObjectPath, ringBytes, open, false, '');
    let rings = 0;
    try {
      addon.listen(handle, () => {
        rings += 1;
      });
      await runWorkload('flood', folder, ['one', opens]);
      await sleep(50);
      if (!isOver(rings)) await vi.waitUntil(() => isOver(rings), { timeout: 10_000 });
      return rings;
    } finally {
      addon.close(handle);
    }
  }

  it('when an eighth of it is taken', async () => {
    expect(await ringsDuring(eighth, (rings) => rings > 0)).toBeGreaterThan(0);
  });

  // Others open files, too, and as many as that may take an eighth of the ring: then again.
  it('by the first event when it sleeps, and when it has looked by no other', { retry: 4 }, async () => {
    const addon = loadNativeAddon();
    const handle = addon.open(bpfObjectPath, ringBytes, open, false, '');
    let rings = 0;
    try {
      addon.listen(handle, () => {
        rings += 1;
      });
      await vi.waitUntil(() => {
        addon.drain(handle, batch);
        return addon.rest(handle);
      });
      await runWorkload('flood', folder, ['one', 23]);
      await vi.waitUntil(() => rings > 0);
      expect(addon.rest(handle)).toBe(false);
      expect(addon.drain(handle, batch)).toBeGreaterThan(0);
      // What was rung before may still be heard.
      await sleep(50);
      rings = 0;
      await runWorkload('flood', folder, ['one', 23]);
      await sleep(50);
      expect(rings).toBe(0);
    } finally {
      addon.close(handle);
    }
  });

  it('and not for a few events', { retry: 4 }, async () => {
    expect(await ringsDuring(23, () => true)).toBe(0);
  });

  // A reader that comes late by more than the rest of the ring takes to fill is the machine's fault: then again.
  it('bursts of four times the ring lose nothing', { retry: 4 }, async () => {
    const watch = await watchKernel({ ringBytes, eventTypes: ['open'] }, () => false);
    try {
      for (let round = 0; round < 5; round++) {
        await sleep(100);
        await runWorkload('flood', folder, ['one', 4 * 8 * eighth]);
      }
      await watch.settle();
      const { open } = watch.collector.stats().types;
      expect(open.sent).toBeGreaterThan(5 * 4 * 8 * eighth);
      expect(open.lost).toEqual({ ring_full: 0, no_scratch: 0 });
    } finally {
      watch.stop();
    }
  });

  it('a worker that ends while it listens takes nobody with it', () => {
    const collector = fileURLToPath(new URL('../../src/collector/index.ts', import.meta.url));
    const worker = `
      import('${collector}').then(({ openCollector }) => {
        openCollector({ eventTypes: ['open'] }).start(() => {});
        require('node:worker_threads').parentPort.postMessage('started');
      });`;
    const code = `
      const worker = new (require('node:worker_threads').Worker)(${JSON.stringify(worker)}, { eval: true });
      worker.on('message', async () => console.log('ended', await worker.terminate()));`;
    const said = execFileSync(process.execPath, ['--conditions=@rulelibrary/source', '-e', code], { encoding: 'utf8' });
    expect(said).toBe('ended 1\n');
  });
});
