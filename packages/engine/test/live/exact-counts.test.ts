import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, runWorkload } from './workload.ts';

const times = 23;
const rounds = Array.from({ length: 10 }, (_, index) => index + 1);

describeLive(`${times} acts are ${times} events`, () => {
  let watch: KernelWatch;
  let folder: string;

  beforeAll(async () => {
    folder = makeFolder();
    watch = await watchKernel();
  });

  afterAll(() => {
    watch?.stop();
    removeFolder(folder);
  });

  it.for(rounds)('execs, round %d', async () => {
    const { pid } = await runWorkload('exec', makeFolder(folder), ['plain', times]);
    await watch.settle();
    const execs = watch.events.filter((event) => event.eventType === 'exec' && event['ppid'] === pid);
    expect(execs.map((event) => (event['args'] as string[])[1])).toEqual(
      Array.from({ length: times }, (_, n) => `${n}`),
    );
    expect(watch.of('exec', pid)).toHaveLength(1);
  });

  it.for(rounds)('opens, round %d', async () => {
    const work = makeFolder(folder);
    const { pid } = await runWorkload('open', work, ['openat', times]);
    await watch.settle();
    // Before the exec it is a copy of this process, which opens /dev/null; by itself it opens its parent's name.
    const byWorkload = watch.of('open', pid).filter((event) => event['comm'] === 'open');
    const paths = byWorkload.map((event) => event['path'] as string);
    const opened = paths.filter((path) => !path.startsWith('/proc/'));
    expect(opened).toEqual(Array.from({ length: times }, (_, n) => `${work}/openat-${n}`));
    expect(paths).toHaveLength(times + 1);
  });

  it.for(rounds)('symbolic links, round %d', async () => {
    const work = makeFolder(folder);
    const { pid } = await runWorkload('links', work, ['symlinkat', times]);
    await watch.settle();
    const links = watch.of('symlink', pid).map((event) => event['newPath']);
    expect(links).toEqual(Array.from({ length: times }, (_, n) => `${work}/symlinkat-${n}`));
  });
});
