// Runs in front of a kernel, in a virtual machine or here: does every act of the workloads, compares its events with what it says
// of itself, and prints one line for each and one for the collector's features.
import os from 'node:os';
import { expectActs } from '../live/expect-acts.ts';
import { expectFilter } from '../live/expect-filter.ts';
import { type KernelWatch, watchKernel } from '../live/watch-kernel.ts';
import { type Act, makeFolder, removeFolder, runWorkload, type WorkloadName } from '../live/workload.ts';
import { workloadActs } from '../live/workload-acts.ts';
import { type ActReport, type Outcome, reportMark } from './report.ts';

const times = 3;

/** One act opens 4,000 folders, with paths of 2 KB on average, and an emulated processor is slow to read them. */
const ringBytes = 64 * 2 ** 20;

const watch = await watchKernel({ ringBytes });
const folder = makeFolder();
print({ release: os.release(), features: watch.collector.features });
for (const [name, acts] of workloadActs) for (const act of acts) print(await reportAct(watch, name, act));
print(await reportFilter(watch));
watch.stop();
removeFolder(folder);
print('done');

async function reportAct(kernel: KernelWatch, workload: WorkloadName, act: string): Promise<ActReport> {
  try {
    const { acts } = await runWorkload(workload, makeFolder(folder), [act, times]);
    await kernel.settle();
    return { workload, act, outcome: compare(kernel, acts) };
  } catch (error) {
    const detail = `${(error as Error).message.replaceAll('\n', '; ')}${lossesOf(kernel)}`;
    return { workload, act, outcome: 'failed', detail };
  }
}

/** That the kernel drops what it is told to, and nothing else. */
async function reportFilter(kernel: KernelWatch): Promise<ActReport> {
  try {
    await expectFilter(kernel, folder, times);
    return { workload: 'open', act: 'filtered', outcome: 'seen' };
  } catch (error) {
    return {
      workload: 'open',
      act: 'filtered',
      outcome: 'failed',
      detail: (error as Error).message.replaceAll('\n', '; '),
    };
  }
}

/** What has been lost so far, which may be the reason. */
function lossesOf({ collector }: KernelWatch): string {
  const lost = Object.entries(collector.stats().types).filter(([, { lost }]) => Object.values(lost).some(Boolean));
  return lost.map(([type, counts]) => `; lost of ${type}: ${JSON.stringify(counts.lost)}`).join('');
}

function compare(kernel: KernelWatch, acts: readonly Act[]): Outcome {
  if (acts.length === 0) return 'skipped';
  const available = new Set(kernel.collector.features.filter((feature) => feature.available).map(({ name }) => name));
  const watched = acts.filter((act) => available.has(act.eventType));
  expectActs(kernel, watched);
  return watched.length > 0 ? 'seen' : 'unavailable';
}

function print(value: unknown): void {
  process.stdout.write(`${reportMark}${JSON.stringify(value)}\n`);
}
