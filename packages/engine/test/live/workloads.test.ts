import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectActs } from './expect-acts.ts';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, type SeenEvent, watchKernel } from './watch-kernel.ts';
import { type Act, makeFolder, removeFolder, runWorkload } from './workload.ts';
import { workloadActs } from './workload-acts.ts';

/** This process and its parents up to pid 1, as /proc tells. */
function ownLineage(): number[] {
  const lineage = [process.pid];
  while (lineage.at(-1) !== 1) {
    const status = readFileSync(`/proc/${lineage.at(-1)}/status`, 'utf8');
    lineage.push(Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]));
  }
  return lineage;
}

describeLive('every act of the workloads is seen with the right fields', () => {
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

  for (const [name, acts] of workloadActs) {
    it.for(acts)(`${name}: %s`, async (act, context) => {
      const run = await runWorkload(name, makeFolder(folder), [act, 3]);
      if (run.acts.length === 0) context.skip(`this machine cannot do ${act}`);
      await watch.settle();
      expectActs(watch, run.acts);
    });
  }

  it('an argument vector one byte too long is marked, and begins as it began', async () => {
    const { acts } = await runWorkload('odd_exec', makeFolder(folder), ['long-arg']);
    await watch.settle();
    const [act] = acts as [Act];
    const [event] = watch.of('exec', act.pid) as [SeenEvent];
    const told = (act['args'] as string[]).join('\0');
    const seen = (event['args'] as string[]).join('\0');
    expect(told.length).toBe('long'.length + 131_071 + 'after'.length + 2);
    expect(event['truncated']).toEqual(['args']);
    expect(told.startsWith(seen)).toBe(true);
    expect(seen.length).toBeGreaterThan(100_000);
  });

  it('a path longer than any buffer is marked, and begins as it began', async () => {
    const { acts } = await runWorkload('odd_open', makeFolder(folder), ['too-long']);
    await watch.settle();
    const [act] = acts as [Act];
    const deepest = watch.of('open', act.pid).filter((event) => (event['flags'] as string[]).includes('O_CREAT'));
    const [event] = deepest as [SeenEvent];
    expect(deepest).toHaveLength(1);
    expect(event['truncated']).toEqual(['path']);
    expect((act['path'] as string).startsWith(event['path'] as string)).toBe(true);
    expect(event['path']).toContain(`${folder}/`);
  });

  it('an exec carries the variables of the dynamic linker, and no other', async () => {
    const { acts } = await runWorkload('odd_exec', makeFolder(folder), ['variables']);
    await watch.settle();
    const [act] = acts as [Act];
    expectActs(watch, acts);
    expect(watch.of('exec', act.pid)[0]?.['environment']).toEqual({
      LD_PRELOAD: '/rulelib/hook.so',
      LD_LIBRARY_PATH: '',
    });
  });

  it('threads are no processes: one fork, no child, one exit', async () => {
    const { acts } = await runWorkload('process', makeFolder(folder), ['threads']);
    await watch.settle();
    const [{ pid }] = acts as [Act];
    expect(watch.of('fork', pid)).toHaveLength(1);
    expect(watch.of('exit', pid)).toHaveLength(1);
    expect(watch.events.filter((event) => event.eventType === 'fork' && event['ppid'] === pid)).toEqual([]);
  });

  it('a process whose leader ends first ends once', async () => {
    const { acts } = await runWorkload('process', makeFolder(folder), ['leader-first']);
    await watch.settle();
    const pids = [...new Set(acts.map((act) => act.pid))];
    expect(pids).toHaveLength(2);
    expect(pids.map((pid) => watch.of('exit', pid).length)).toEqual([1, 1]);
  });

  it('times and parents of an exec are those of the process', async () => {
    const before = Date.now();
    const { acts, pid: parent } = await runWorkload('exec', makeFolder(folder), ['plain']);
    await watch.settle();
    const after = Date.now();
    const [act] = acts as [Act];
    const [event] = watch.of('exec', act.pid);
    const startMs = Date.parse(event?.['startTime'] as string);
    const eventMs = Date.parse(event?.timestamp as string);
    // The clock of events is the monotonic one plus an offset: a millisecond of slack.
    expect(before - 2).toBeLessThanOrEqual(startMs);
    expect(startMs).toBeLessThanOrEqual(eventMs);
    expect(eventMs).toBeLessThanOrEqual(after + 2);
    const ancestors = event?.['ancestry'] as { pid: number; comm: string; exepath: string }[];
    expect(ancestors.map((ancestor) => ancestor.pid)).toEqual([parent, ...ownLineage()]);
    expect(ancestors[0]).toEqual({ pid: parent, comm: 'exec', exepath: act['exepath'] });
    expect(ancestors[1]?.exepath).toBe(process.execPath);
  });
});
