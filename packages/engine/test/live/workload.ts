import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const native = fileURLToPath(new URL('../../native/', import.meta.url));

/** What a workload says of one act: the fields of the event it should raise, and the act's name. */
export interface Act {
  readonly act: string;
  readonly eventType: string;
  readonly pid: number;
  readonly ppid: number;
  /** False: this process did what must raise no event of the type. */
  readonly raises?: boolean;
  readonly skipped?: string;
  readonly [field: string]: unknown;
}

/** A run of a workload that ended well. */
export interface WorkloadRun {
  readonly pid: number;
  /** In the order in which they were done, without those that this machine cannot do. */
  readonly acts: readonly Act[];
}

/** Programs of native/workloads; each is described at the top of its file. */
export type WorkloadName =
  | 'bpf'
  | 'calls'
  | 'capable'
  | 'detour'
  | 'enter'
  | 'exec'
  | 'flood'
  | 'int80'
  | 'iouring'
  | 'kmod'
  | 'links'
  | 'network'
  | 'odd_exec'
  | 'odd_open'
  | 'open'
  | 'overlay'
  | 'process'
  | 'ptrace'
  | 'quiet'
  | 'rounding'
  | 'routine'
  | 'seccomp'
  | 'talk'
  | 'unshare';

const buildWorkloads = once(() => {
  // Inside a virtual machine there is only what was built.
  if (!existsSync(path.join(native, 'Makefile'))) return;
  execFileSync('make', ['-C', native, 'workloads'], { stdio: ['ignore', 'ignore', 'inherit'] });
});

/** Path of a workload's program. Builds what is missing or older than its source, once in a process: `make workloads`. */
export function workloadPath(name: WorkloadName | 'bpfcount'): string {
  buildWorkloads();
  return path.join(native, '.output/workloads', name);
}

/** Makes an empty folder for workloads to work in; give it back with {@link removeFolder}. */
export function makeFolder(parent: string = os.tmpdir()): string {
  return mkdtempSync(path.join(parent, 'rulelib-live-'));
}

/** Removes a folder with all that is in it: by rm, since paths in it can be longer than a system call takes. */
export function removeFolder(folder: string): void {
  execFileSync('rm', ['-rf', '--', folder]);
}

/** Runs `name` in `folder`: the act named (default: all of them), `count` times (default: once). */
export async function runWorkload(
  name: WorkloadName,
  folder: string,
  [act = 'all', count = 1]: readonly [act?: string, count?: number] = [],
): Promise<WorkloadRun> {
  const child = spawn(workloadPath(name), [folder, act, String(count)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, code] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    new Promise((resolve, reject) => child.on('error', reject).on('close', (exit, signal) => resolve(signal ?? exit))),
  ]);
  if (code !== 0) throw new Error(`Cannot run the workload ${name} ${act}: it ended with ${code}\n${errors}`);
  return { pid: child.pid as number, acts: parseActs(output) };
}

/** @param output lines of JSON, decoded as the collector decodes: bytes that are not UTF-8 are U+FFFD */
export function parseActs(output: string): Act[] {
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line): Act => JSON.parse(line)).filter((act) => act.skipped === undefined);
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
