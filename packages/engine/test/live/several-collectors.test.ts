import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually, heldBpfObjects, loadedBpfObjects, unheldBpfObjects } from './bpf-objects.ts';
import { describeLive } from './live-kernel.ts';
import { type CollectorProcess, startCollectorProcess } from './start-collector-process.ts';
import { watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, runWorkload } from './workload.ts';

const isReadyOf =
  ({ lines }: CollectorProcess) =>
  () =>
    lines.includes('ready');

// Moments of the end: parts of the time that a start takes, and milliseconds after it.
const moments = [
  ...[0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((ofStart) => ({ ofStart })),
  ...[0, 10, 40].map((afterMs) => ({ afterMs })),
];

describeLive('a collector leaves nothing behind and disturbs no other', () => {
  let folder: string;
  let unheldBefore: Set<string>;
  const processes: CollectorProcess[] = [];

  beforeEach(() => {
    folder = makeFolder();
    unheldBefore = unheldBpfObjects();
  });

  afterEach(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.splice(0).map(({ ended }) => ended));
    removeFolder(folder);
  });

  function start(mode: 'graceful' | 'plain'): CollectorProcess {
    const started = startCollectorProcess(mode);
    processes.push(started);
    return started;
  }

  const nothingNewIsUnheld = () =>
    eventually('no BPF object without a holder', () => [...unheldBpfObjects()].every((id) => unheldBefore.has(id)));

  it('a running collector holds programs, links and maps, and stop() frees every one', async () => {
    const heldBefore = heldBpfObjects([process.pid]);
    const watch = await watchKernel();
    const held = [...heldBpfObjects([process.pid])].filter((object) => !heldBefore.has(object));
    expect(new Set(held.map((object) => object.split(' ')[0]))).toEqual(new Set(['programs', 'links', 'maps']));
    watch.stop();
    watch.stop();
    expect(heldBpfObjects([process.pid])).toEqual(heldBefore);
    await eventually('nothing of it loaded', () => held.every((object) => !loadedBpfObjects().has(object)));
  });

  it.for(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    '%s at any moment leaves no program, link or map',
    { timeout: 120_000 },
    async (signal) => {
      const begin = performance.now();
      await eventually('a collector that is ready', isReadyOf(start('plain')));
      const startMs = performance.now() - begin;
      for (const moment of moments) {
        const started = start('plain');
        if ('afterMs' in moment) await eventually('a collector that is ready', isReadyOf(started));
        await sleep('afterMs' in moment ? moment.afterMs : moment.ofStart * startMs);
        started.child.kill(signal);
        expect(await started.ended).toBe(signal);
      }
      await nothingNewIsUnheld();
    },
  );

  it.for(['SIGTERM', 'SIGINT'] as const)('%s, handled by stop(), ends the process by itself', async (signal) => {
    const started = start('graceful');
    await eventually('a collector that is ready', isReadyOf(started));
    started.child.kill(signal);
    expect(await started.ended).toBe(0);
    expect(started.lines.at(-1)).toBe('stopped');
    await nothingNewIsUnheld();
  });

  it('a second instance runs beside the first, and both see all', async () => {
    const first = start('plain');
    const watch = await watchKernel();
    try {
      await eventually('a collector that is ready', isReadyOf(first));
      const { pid } = await runWorkload('links', folder, ['symlinkat', 23]);
      await watch.settle();
      const expected = Array.from({ length: 23 }, (_, n) => `${folder}/symlinkat-${n}`);
      const seenByFirst = () =>
        first.lines.flatMap((line) => {
          if (!line.startsWith('{')) return [];
          const link = JSON.parse(line) as { pid: number; newPath: string };
          return link.pid === pid ? [link.newPath] : [];
        });
      expect(watch.of('symlink', pid).map((event) => event['newPath'])).toEqual(expected);
      await eventually('all links in the first instance', () => seenByFirst().length >= 23);
      expect(seenByFirst()).toEqual(expected);
    } finally {
      watch.stop();
    }
  });

  it('the end of one instance does not stop the other', async () => {
    const other = start('plain');
    const watch = await watchKernel();
    try {
      await eventually('a collector that is ready', isReadyOf(other));
      other.child.kill('SIGKILL');
      await other.ended;
      const { pid } = await runWorkload('links', folder, ['symlinkat', 5]);
      await watch.settle();
      expect(watch.of('symlink', pid)).toHaveLength(5);
    } finally {
      watch.stop();
    }
  });
});
