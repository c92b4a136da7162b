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

  it.for(rounds)('first uses of a system call, round %d', async () => {
    const { pid } = await runWorkload('calls', makeFolder(folder), ['first', times]);
    await watch.settle();
    const calls = watch.of('syscall', pid).filter((event) => event['syscallName'] === 'sched_get_priority_max');
    expect(new Set(calls.map((event) => event['comm'])).size).toBe(times);
    expect(calls).toHaveLength(times);
  });

  it.for(rounds)('first uses of a capability, round %d', async () => {
    const { acts } = await runWorkload('capable', makeFolder(folder), ['used', times]);
    await watch.settle();
    const pids = new Set(acts.map((act) => act.pid));
    const uses = watch.events.filter(({ eventType, pid }) => eventType === 'capabilities' && pids.has(pid as number));
    expect(pids.size).toBe(times);
    expect(uses.filter((event) => event['capName'] === 'CAP_CHOWN')).toHaveLength(times);
  });

  it.for(rounds)('operations of io_uring, round %d', async (_, context) => {
    const { acts } = await runWorkload('iouring', makeFolder(folder), ['nop', times]);
    if (acts.length === 0) context.skip('this machine has no io_uring');
    await watch.settle();
    const pids = new Set(acts.map((act) => act.pid));
    const first = watch.events.filter(({ eventType, pid }) => eventType === 'iouring' && pids.has(pid as number));
    expect(first.map((event) => event['opcodeName'])).toEqual(Array(times).fill('IORING_OP_NOP'));
  });

  it('miners by RandomX', async (context) => {
    const { acts } = await runWorkload('rounding', makeFolder(folder), ['mine', times]);
    if (acts.length === 0) context.skip('not x86-64');
    await watch.settle();
    expect(acts.map(({ pid }) => watch.of('randomx', pid).length)).toEqual(Array(times).fill(1));
  });

  it.for(rounds)('connections and datagrams, round %d', async () => {
    for (const act of ['tcp', 'udp6']) {
      const { pid } = await runWorkload('network', makeFolder(folder), [act, times]);
      await watch.settle();
      const directions = watch.of('network', pid).map((event) => event['pktType']);
      expect(directions.sort()).toEqual([...Array(times).fill('HOST'), ...Array(times).fill('OUTGOING')]);
    }
  });

  it.for(rounds)('questions, answers, banners and requests, round %d', async () => {
    const perRun = { dns: 8, ssh: 4, http: 14 };
    const counted = await Promise.all(
      (['dns', 'ssh', 'http'] as const).map(async (type) => {
        const { acts } = await runWorkload('talk', makeFolder(folder), [type, times]);
        return [type, new Set(acts.map((act) => act.pid))] as const;
      }),
    );
    await watch.settle();
    for (const [type, pids] of counted) {
      const seen = watch.events.filter((event) => event.eventType === type && pids.has(event['pid'] as number));
      expect([type, seen.length]).toEqual([type, times * perRun[type]]);
    }
  });

  it.for(rounds)('symbolic links, round %d', async () => {
    const work = makeFolder(folder);
    const { pid } = await runWorkload('links', work, ['symlinkat', times]);
    await watch.settle();
    const links = watch.of('symlink', pid).map((event) => event['newPath']);
    expect(links).toEqual(Array.from({ length: times }, (_, n) => `${work}/symlinkat-${n}`));
  });
});
