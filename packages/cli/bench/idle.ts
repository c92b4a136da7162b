import { readFileSync } from 'node:fs';
import { sleep, startWatch } from './background.ts';

/** `rulelib watch` on a machine that does nothing else. */
export interface Idle {
  readonly residentMiB: number;
  /** Of one core. */
  readonly cpuPercent: number;
  readonly seconds: number;
}

const ticksPerSecond = 100; // USER_HZ, the same on every architecture that runs here

export async function measureIdle(seconds: number): Promise<Idle> {
  const watch = await startWatch();
  try {
    const before = cpuTicks(watch.pid);
    await sleep(seconds * 1000);
    const cpuPercent = ((cpuTicks(watch.pid) - before) / ticksPerSecond / seconds) * 100;
    const status = readFileSync(`/proc/${watch.pid}/status`, 'utf8');
    const residentKiB = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    return { residentMiB: residentKiB / 1024, cpuPercent, seconds };
  } finally {
    await watch.stop();
  }
}

/** User and system time: fields 14 and 15 of /proc/<pid>/stat, counted behind the name in parentheses. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
