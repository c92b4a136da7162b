import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { sleep, startWatch } from './background.ts';
import { startContainers } from './containers.ts';
import type { Figures } from './figure.ts';
import type { Plan } from './plan.ts';
import { runWorkload } from './run-workload.ts';

const opensPerSecond = 1000;
const settleMs = 3000;

/** `rulelib watch` beside containers, with the events of a busy machine: what it takes for itself. */
export async function measureLoad(plan: Plan): Promise<Figures> {
  const containers = startContainers(plan.containers);
  const watch = await startWatch();
  try {
    await sleep(settleMs);
    // Once to compile what the events take, once to measure.
    await runWorkload('pace', 'mixed', opensPerSecond * plan.loadSeconds);
    const beganMs = performance.now();
    const before = cpuMs(watch.pid);
    await runWorkload('pace', 'mixed', opensPerSecond * plan.loadSeconds);
    const cpuShare = ((cpuMs(watch.pid) - before) / (performance.now() - beganMs)) * 100;
    const beside =
      'missing' in containers ? `without containers: ${containers.missing}` : `${containers.count} containers`;
    return {
      cpuShare: { value: cpuShare, unit: '% of a core', goal: 2 },
      resident: {
        value: residentMiB(watch.pid),
        unit: 'MiB',
        goal: 120,
        note: beside,
        peers: { 'node alone': await residentMiBOfNode() },
      },
    };
  } finally {
    await watch.stop();
    if (!('missing' in containers)) containers.stop();
  }
}

/** Of all threads, milliseconds: /proc/<pid>/stat counts in hundredths of a second. */
function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((tid) => Number(readFileSync(`/proc/${pid}/task/${tid}/schedstat`, 'utf8').split(' ')[0]));
  return ns.reduce((sum, one) => sum + one, 0) / 1e6;
}

function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function residentMiBOfNode(): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    await sleep(1000);
    return residentMiB(child.pid as number);
  } finally {
    child.kill('SIGKILL');
  }
}
