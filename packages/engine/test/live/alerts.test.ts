import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Alert, createEngine } from '@rulelibrary/engine';
import { openCollector } from '@rulelibrary/engine/collector';
import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { runContained } from './contained-workload.ts';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';
import { type Act, makeFolder, parseActs, removeFolder, workloadPath } from './workload.ts';

const rulesFolder = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));

/** What a shell did: pids of its commands, in order, and what its workloads say of themselves. */
interface ShellRun {
  readonly pid: number;
  readonly commands: readonly number[];
  readonly acts: readonly Act[];
}

/** Runs commands one after the other in a shell. */
async function runShell(commands: readonly string[]): Promise<ShellRun> {
  const script = commands.map((command) => `${command} & echo "pid $!"; wait $!`).join('\n');
  const child = spawn('/bin/sh', ['-c', `${script}\n:`], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  const lines = output.split('\n');
  return {
    pid: child.pid as number,
    commands: lines.filter((line) => line.startsWith('pid ')).map((line) => Number(line.slice(4))),
    acts: parseActs(lines.filter((line) => line.startsWith('{')).join('\n')),
  };
}

function isFromHere(event: RuntimeEvent): boolean {
  return event.pid === process.pid || (event.ancestry ?? []).some(({ pid }) => pid === process.pid);
}

/** What a test says about an alert: who did it, and down to which shell its ancestry reaches. */
function summaryOf({ ruleId, process: who, ancestry = [], host, sourceContext }: Alert, shell: number) {
  const { pid, comm, exepath, args } = who ?? {};
  const reachesShell = ancestry.some((ancestor) => ancestor.pid === shell && ancestor.comm === 'sh');
  return { ruleId, pid, comm, exepath, args, reachesShell, nodeName: host?.nodeName, sourceContext };
}

describeLive('acts on this machine raise their alerts', () => {
  const alerts: Alert[] = [];
  let rules: readonly Rule[];
  let folder: string;
  let memoryFolder: string;
  let watch: KernelWatch;

  beforeAll(async () => {
    const read = await readRules([rulesFolder]);
    expect(read.problems).toEqual([]);
    rules = read.rules;
  });

  beforeEach(async () => {
    folder = makeFolder();
    memoryFolder = makeFolder('/dev/shm');
    alerts.length = 0;
    const engine = createEngine({ rules });
    expect(engine.problems).toEqual([]);
    // Only what comes from here: another test on this machine may do the same, and the cooldown would hold ours back.
    watch = await watchKernel({ includeFailed: false }, (event) => {
      if (!isFromHere(event)) return false;
      alerts.push(...engine.process(event));
      return event.eventType === 'exec';
    });
  });

  afterEach(() => {
    watch?.stop();
    removeFolder(folder);
    removeFolder(memoryFolder);
  });

  it('fires: one alert for each attack, with who did it', async () => {
    const inMemory = path.join(memoryFolder, 'true');
    const link = path.join(folder, 'x');
    const run = await runShell([
      'cat /etc/shadow >/dev/null',
      `ln -s /etc/shadow ${link}`,
      `cp /bin/true ${inMemory}`,
      inMemory,
      `${workloadPath('odd_exec')} ${folder} memfd`,
      `${workloadPath('ptrace')} ${folder} attach`,
      `${workloadPath('bpf')} ${folder} prog-load`,
    ]);
    await watch.settle();
    const [cat, ln, , copy, , tracer, loader] = run.commands;
    const [fileless] = run.acts;
    const common = { reachesShell: true, nodeName: os.hostname(), sourceContext: 'host' };
    const workload = (name: 'ptrace' | 'bpf', act: string) => {
      const exepath = workloadPath(name);
      return { comm: name, exepath, args: [exepath, folder, act] };
    };
    const binary = (name: string) => ({ comm: name, exepath: realpathSync(`/bin/${name}`) });
    expect(alerts.map((alert) => summaryOf(alert, run.pid))).toEqual([
      { ...common, ruleId: 'R0010', pid: cat, ...binary('cat'), args: ['cat', '/etc/shadow'] },
      { ...common, ruleId: 'R1010', pid: ln, ...binary('ln'), args: ['ln', '-s', '/etc/shadow', link] },
      { ...common, ruleId: 'R1000', pid: copy, comm: 'true', exepath: inMemory, args: [inMemory] },
      {
        ...common,
        ruleId: 'R1005',
        pid: fileless?.pid,
        comm: fileless?.['comm'],
        exepath: 'memfd:rulelib-memfd',
        args: ['fileless', '0'],
      },
      { ...common, ruleId: 'R1015', pid: tracer, ...workload('ptrace', 'attach') },
      { ...common, ruleId: 'R0009', pid: loader, ...workload('bpf', 'prog-load') },
    ]);
  });

  it("fires: a mining pool's name, and a port of pools", async () => {
    const run = await runShell([`${workloadPath('talk')} ${folder} pool`, `${workloadPath('network')} ${folder} pool`]);
    await watch.settle();
    const mining = alerts.filter(({ ruleId }) => ruleId === 'R1008' || ruleId === 'R1009');
    expect(mining.map(({ ruleId, process: who, message }) => [ruleId, who?.pid, message.replace(/.*\) /, '')])).toEqual(
      [
        ['R1008', run.acts[0]?.pid, 'queried eu.2miners.com.'],
        ['R1009', run.commands[1], 'connected to 127.0.0.1:3333'],
      ],
    );
  });

  it.runIf(process.arch === 'x64')('fires: a miner by RandomX, in a container', async () => {
    const { containerId } = await runContained('rounding', { folder, act: 'mine' });
    await watch.settle();
    // That the container was made with unshare(1) is an alert, too.
    const mining = alerts.filter(({ ruleId }) => ruleId === 'R1007');
    expect(mining.map(({ container }) => container?.id)).toEqual([containerId]);
  });

  it('stays quiet: harmless neighbours', async () => {
    const debuggers = existsSync('/usr/bin/gdb') ? ['gdb --version >/dev/null'] : [];
    const run = await runShell(['cat /etc/hosts >/dev/null', 'ls /dev/shm >/dev/null', ...debuggers]);
    await watch.settle();
    // Or silence would prove nothing.
    expect(run.commands.map((pid) => watch.of('exec', pid).length)).toEqual(run.commands.map(() => 1));
    expect(alerts).toEqual([]);
  });

  it("stays quiet: the collector's own programs", async () => {
    const before = watch.collector.stats().types.bpf;
    openCollector().stop();
    await watch.settle();
    const after = watch.collector.stats().types.bpf;
    expect(after.filtered - before.filtered).toBeGreaterThan(10);
    expect(alerts).toEqual([]);
  });
});
