import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { makeRootfs } from './container-image.ts';
import { missingContainerTools } from './container-tools.ts';
import { describeLive } from './live-kernel.ts';
import { runProgram } from './run-program.ts';
import { createRuncRuntime, type RuncRuntime } from './runc-runtime.ts';
import { type ContainerWatcher, startContainerWatcher } from './start-container-watcher.ts';
import { type ContainerWatch, watchContainers } from './watch-containers.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

// A start is four executions of the runtime at most, each held for 40 ms at most; the rest is for a machine that is busy. One
// that waited for JavaScript, or for a stopped process, takes 3 s and more.
const slowerMs = 1000;

describeLive(
  'the start of a container never waits for whoever looks for containers',
  () => {
    let folder: string;
    let runc: RuncRuntime;
    let watch: ContainerWatch | undefined;
    let watcher: ContainerWatcher | undefined;

    beforeAll(() => {
      folder = makeFolder();
      const shared = path.join(folder, 'shared');
      mkdirSync(shared);
      runc = createRuncRuntime(folder, makeRootfs(folder), { workloads: path.dirname(workloadPath('exec')), shared });
    });

    afterEach(() => {
      watch?.stop();
      watch = undefined;
      watcher?.child.kill('SIGKILL');
      watcher = undefined;
    });

    afterAll(() => removeFolder(folder));

    /** A shell command that runs each container after the other, removes its bundle, and notes the time it took in `times`. */
    async function timedRuns(ids: readonly string[], times: string): Promise<readonly string[]> {
      for (const id of ids) await runc.prepare(id, 'exec busybox sleep 0.02');
      const script = `for id; do before=$(date +%s%N); runc run --bundle "$0/$id" "$id"; after=$(date +%s%N)
        rm -r "$0/$id"; echo $(( (after - before) / 1000000 )) >> ${times}; done`;
      return ['sh', '-c', script, folder, ...ids];
    }

    /** Milliseconds that a container takes here and now with nobody looking. */
    async function usualMs(): Promise<number> {
      const times = path.join(folder, `usual-${randomBytes(4).toString('hex')}`);
      const [program = '', ...args] = await timedRuns([containerId(), containerId(), containerId()], times);
      await runProgram(program, args);
      return Math.max(...timesIn(times));
    }

    it('while JavaScript is busy for 3 s: and all is known of it afterwards', async () => {
      const usual = await usualMs();
      const ids = [containerId(), containerId(), containerId()];
      const times = path.join(folder, 'blocked');
      const [program = '', ...args] = await timedRuns(ids, times);
      watch = watchContainers();
      const runs = runProgram(program, args);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
      // They are over, and their bundles gone.
      const taken = timesIn(times);
      expect(taken).toHaveLength(ids.length);
      expect(Math.max(...taken)).toBeLessThan(usual + slowerMs);
      for (const id of ids) {
        expect(await watch.until(id)).toMatchObject({ command: ['/bin/sh', '-c', 'exec busybox sleep 0.02'] });
        expect(await watch.untilRemoved(id)).toMatchObject({ exitCode: 0 });
      }
      expect(watch.discovery.stats()).toMatchObject({ watch: { lost: 0 } });
      await runs;
    }, 120_000);

    it('while its process is stopped, and goes on', async () => {
      const usual = await usualMs();
      watcher = await startContainerWatcher();
      expect(watcher.feature.available).toBe(true);
      watcher.child.kill('SIGSTOP');
      await vi.waitUntil(() => /^State:\s+T/m.test(statusOf(watcher)), { timeout: 10_000 });
      const ids = [containerId(), containerId()];
      const times = path.join(folder, 'stopped');
      const [program = '', ...args] = await timedRuns(ids, times);
      await runProgram(program, args);
      expect(/^State:\s+T/m.test(statusOf(watcher))).toBe(true);
      expect(Math.max(...timesIn(times))).toBeLessThan(usual + slowerMs);
      watcher.child.kill('SIGCONT');
      const id = containerId();
      const run = runc.run(id, 'exec busybox sleep 2');
      await watcher.find(id);
      await run;
    }, 120_000);

    it('when its process is killed in the midst of starts, which leaves nothing behind', async () => {
      const usual = await usualMs();
      const ids = Array.from({ length: 12 }, containerId);
      const times = path.join(folder, 'killed');
      const [program = '', ...args] = await timedRuns(ids, times);
      watcher = await startContainerWatcher();
      const { pid } = watcher.child;
      const answerer = answererOf(pid as number);
      expect(answerer).toBeDefined();
      const runs = runProgram(program, args);
      await vi.waitUntil(() => timesIn(times).length > 2, { timeout: 60_000 });
      watcher.child.kill('SIGKILL');
      await runs;
      expect(timesIn(times)).toHaveLength(ids.length);
      expect(Math.max(...timesIn(times))).toBeLessThan(usual + slowerMs);
      await vi.waitUntil(() => answererOf(pid as number) === undefined && !isThere(answerer as number), {
        timeout: 10_000,
      });
    }, 120_000);

    it('when the one who answers is killed or stopped: another does, or it goes on', async () => {
      watcher = await startContainerWatcher();
      const first = answererOf(watcher.child.pid as number) as number;
      process.kill(first, 'SIGKILL');
      const second = await vi.waitUntil(
        () => {
          const next = answererOf(watcher?.child.pid as number);
          return next === first ? undefined : next;
        },
        { timeout: 10_000 },
      );
      process.kill(second, 'SIGSTOP');
      const id = containerId();
      await runc.run(id, 'exec busybox sleep 0.5');
      await watcher.find(id);
    }, 60_000);

    it('as nobody with the capabilities of docs/privileges.md and CAP_SYS_ADMIN', async () => {
      const names = 'bpf perfmon net_admin sys_ptrace dac_read_search sys_admin'.split(' ');
      watcher = await startContainerWatcher(asNobodyWith(names));
      expect(watcher.feature.available).toBe(true);
      const id = containerId();
      const script = 'exec busybox sleep 2';
      const run = runc.run(id, script);
      expect(await watcher.find(id)).toEqual({ id, command: ['/bin/sh', '-c', script], wasRunning: false });
      await run;
    }, 60_000);

    it('without CAP_SYS_ADMIN, which is said, and containers are found', async () => {
      const without = ['--inh-caps', '--bounding-set'].map((set) => `${set}=-sys_admin`);
      watcher = await startContainerWatcher(['setpriv', ...without]);
      expect(watcher.feature).toEqual({
        name: 'container starts',
        available: false,
        detail: "CAP_SYS_ADMIN is missing: the collector's events and /proc tell of starts",
      });
      const id = containerId();
      const run = runc.run(id, 'exec busybox sleep 6');
      await watcher.find(id);
      await run;
    }, 60_000);
  },
  missingContainerTools(),
);

function timesIn(file: string): number[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function statusOf(watcher: ContainerWatcher | undefined): string {
  return readFileSync(`/proc/${watcher?.child.pid}/status`, 'utf8');
}

/** The process that answers for the one of the number: a child of one of its threads. */
function answererOf(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '),
    );
    return children
      .map(Number)
      .find((child) => child && readFileSync(`/proc/${child}/comm`, 'utf8') === 'rulelib-starts\n');
  } catch {
    return undefined;
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A command in front of another that runs it so. */
function asNobodyWith(capabilities: readonly string[]): string[] {
  const set = ['-all', ...capabilities.map((name) => `+${name}`)].join(',');
  const sets = ['--inh-caps', '--ambient-caps', '--bounding-set'].map((option) => `${option}=${set}`);
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', ...sets];
}

/** No 64 hexadecimal digits: what such ids are told by is tried without containers. */
function containerId(): string {
  return `rulelib-live-${randomBytes(6).toString('hex')}`;
}
