import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCollector } from '@rulelibrary/engine/collector';
import { makeFolder } from '../make-folder.ts';
import { workloads } from './run-workload.ts';

/** A program that runs while something else is measured. */
export interface Background {
  readonly pid: number;
  stop(): Promise<void>;
}

const rulelib = fileURLToPath(new URL('../../rulelib.js', import.meta.url));
/** Programs are unloaded a moment after their owner has ended. */
const unloadMs = 300;

/** `rulelib watch` with the default rules: what `npm start` runs. */
export async function startWatch(): Promise<Background> {
  const child = spawn(process.execPath, [rulelib, 'watch', '--format', 'json'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  for await (const chunk of child.stderr.iterator({ destroyOnReturn: false })) {
    said += chunk;
    if (said.includes('watching')) break;
  }
  child.stderr.resume();
  if (!said.includes('watching')) throw new Error(`Cannot start rulelib watch: ${said}`);
  // The first second reads every process there is.
  await sleep(1500);
  return background(child);
}

/** A collector in this process that sends every open to a reader that does nothing with it. */
export async function startReader(): Promise<Background> {
  const collector = openCollector({ eventTypes: ['open'] });
  collector.start(() => {});
  return {
    pid: process.pid,
    async stop() {
      collector.stop();
      await sleep(unloadMs);
    },
  };
}

/** A program that does nothing at the end of every system call: the least that such a hook can cost. */
export async function startFloor(): Promise<Background> {
  const folder = makeFolder();
  const child = spawn(path.join(workloads, 'floor'), [folder, 'sys-exit'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  rmSync(folder, { recursive: true });
  return background(child);
}

/**
 * opensnoop of Debian's libbpf-tools, which traces every open: what others do for the same knowledge. Undefined where it
 * is not installed. tracefs, which it needs, is mounted in a mount namespace of its own.
 */
export async function startOpensnoop(): Promise<Background | undefined> {
  const script = 'mount -t tracefs none /sys/kernel/tracing 2>&-; exec opensnoop';
  const child = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: 'ignore' });
  await sleep(2000);
  return child.exitCode === null ? background(child) : undefined;
}

function background(child: ChildProcess): Background {
  return {
    pid: child.pid as number,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await sleep(unloadMs);
    },
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
