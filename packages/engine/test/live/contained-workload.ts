import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './bpf-objects.ts';
import { type Act, parseActs, type WorkloadName, workloadPath } from './workload.ts';

/** A workload that ran as containers do: in a mount namespace of its own, and a cgroup named by an id. */
export interface ContainedRun {
  readonly containerId: string;
  readonly acts: readonly Act[];
}

export interface ContainedOptions {
  readonly folder: string;
  readonly act: string;
}

// The collector reads a cgroup when it meets the first event of a mount namespace: that process has to be there still.
const lingerSeconds = 0.3;

/** Runs one act of a workload in a container of its own, and clears the container away. */
export async function runContained(name: WorkloadName, { folder, act }: ContainedOptions): Promise<ContainedRun> {
  const containerId = randomBytes(32).toString('hex');
  const cgroup = path.join(cgroupRoot(), `rulelib-live-${containerId}`);
  mkdirSync(cgroup);
  try {
    const enter = 'echo $$ > "$0/cgroup.procs" && exec "$@"';
    const stay = `"$@"; code=$?; sleep ${lingerSeconds}; exit $code`;
    const command = ['unshare', '--mount', 'sh', '-c', stay, 'sh', workloadPath(name), folder, act];
    return { containerId, acts: parseActs(await outputOf(['sh', '-c', enter, cgroup, ...command])) };
  } finally {
    await eventually('an empty cgroup', () => readFileSync(path.join(cgroup, 'cgroup.procs'), 'utf8') === '');
    rmdirSync(cgroup);
  }
}

/** Where the second version of cgroups is mounted. */
function cgroupRoot(): string {
  const line = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .find((mount) => mount.includes(' - cgroup2 '));
  if (!line) throw new Error('Cannot make a container: no cgroup2 is mounted');
  return line.split(' ')[4] as string;
}

async function outputOf([program, ...args]: readonly string[]): Promise<string> {
  const child = spawn(program as string, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  if ((await closed) !== 0) throw new Error(`Cannot run ${args.join(' ')}: it ended with ${child.exitCode}`);
  return output;
}
