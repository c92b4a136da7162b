import { type Background, sleep, startOpensnoop, startWatch } from './background.ts';
import { median } from './median.ts';
import { runWorkload } from './run-workload.ts';

/** Nanoseconds a call, alone and beside a program that watches; `undefined`: that program is not installed. */
export interface Overhead {
  readonly alone: number;
  readonly watch: number;
  readonly opensnoop: number | undefined;
}

export interface Overheads {
  /** getppid(2): a call that no event type is made of. */
  readonly syscall: Overhead;
  /** open(2) and close(2) of a file that no rule looks for. */
  readonly open: Overhead;
}

const rounds = 4;
const repeats = 5;

interface Times {
  readonly syscall: number[];
  readonly open: number[];
}

/** Measures in rounds of alone, rulelib watch, opensnoop, one after the other, and takes the median of all. */
export async function measureOverhead(): Promise<Overheads> {
  const alone: Times = { syscall: [], open: [] };
  const watch: Times = { syscall: [], open: [] };
  const opensnoop: Times = { syscall: [], open: [] };
  for (let round = 0; round < rounds; round++) {
    await measure(alone);
    await measureBeside(watch, await startWatch());
    await measureBeside(opensnoop, await startOpensnoop());
  }
  const summary = (name: keyof Times): Overhead => ({
    alone: median(alone[name]),
    watch: median(watch[name]),
    opensnoop: opensnoop[name].length > 0 ? median(opensnoop[name]) : undefined,
  });
  return { syscall: summary('syscall'), open: summary('open') };
}

async function measureBeside(times: Times, background: Background | undefined): Promise<void> {
  if (!background) return;
  await measure(times);
  await background.stop();
  // Programs are unloaded a moment after their owner has ended.
  await sleep(300);
}

async function measure(times: Times): Promise<void> {
  for (let i = 0; i < repeats; i++) {
    times.syscall.push(((await runWorkload('quiet', 'getppid', 1_000_000)).psPerCall as number) / 1000);
    times.open.push(((await runWorkload('quiet', 'open', 100_000)).psPerCall as number) / 1000);
  }
}
