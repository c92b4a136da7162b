import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as /proc has it. */
export interface ProcProcess {
  readonly pid: number;
  /** Clock ticks from boot to its start: tells two processes of one pid apart. */
  readonly startTicks: number;
}

const ticksPerSecond = 100; // USER_HZ: the same on every architecture, whatever the kernel's own is

/** Numbers of all processes. */
export function listProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Undefined when it is gone, or has ended and nobody has asked for its exit code. */
export function readProcess(pid: number): ProcProcess | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the name, in brackets, and may hold any character.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  if (fields.length < 20 || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, startTicks: Number(fields[19]) };
}

/** Number of its mount namespace; undefined when it is gone or may not be asked. */
export function mntnsOf(pid: number | 'self'): number | undefined {
  const link = attempt(() => readlinkSync(`/proc/${pid}/ns/mnt`));
  const [, number] = /^mnt:\[(\d+)\]$/.exec(link ?? '') ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Its cgroups; empty when it is gone. */
export function cgroupsOf(pid: number): string {
  return attempt(() => readFileSync(`/proc/${pid}/cgroup`, 'utf8')) ?? '';
}

/** Milliseconds from the epoch to the kernel's boot. */
export function bootMs(): number {
  const stat = attempt(() => readFileSync('/proc/stat', 'latin1')) ?? '';
  return Number(/^btime (\d+)$/m.exec(stat)?.[1] ?? 0) * 1000;
}

/** Start of a process, milliseconds since the epoch, exact to a second. */
export function startMs({ startTicks }: ProcProcess, boot: number): number {
  return boot + (startTicks * 1000) / ticksPerSecond;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
