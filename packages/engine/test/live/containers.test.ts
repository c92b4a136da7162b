import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EventType } from '@rulelibrary/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './bpf-objects.ts';
import { cgroupMounts } from './cgroup-mounts.ts';
import { makeImage, makeRootfs } from './container-image.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { missingContainerTools } from './container-tools.ts';
import { createContainerdRuntime } from './containerd-runtime.ts';
import { describeLive } from './live-kernel.ts';
import { createRuncRuntime, type RuncRuntime } from './runc-runtime.ts';
import { type KernelWatch, type SeenEvent, watchKernel } from './watch-kernel.ts';
import {
  type Act,
  makeFolder,
  parseActs,
  removeFolder,
  runWorkload,
  type WorkloadName,
  workloadPath,
} from './workload.ts';

/** An act for each type of event; those found running are no act. */
const acts: Readonly<Record<Exclude<EventType, 'procfs' | 'k8s-admission'>, readonly [WorkloadName, act: string]>> = {
  exec: ['exec', 'plain'],
  open: ['open', 'openat'],
  fork: ['process', 'fork'],
  exit: ['process', 'exit-codes'],
  symlink: ['links', 'symlink'],
  hardlink: ['links', 'link'],
  ptrace: ['ptrace', 'attach'],
  unshare: ['unshare', 'fs'],
  bpf: ['bpf', 'failing'],
  kmod: ['kmod', 'init-module'],
  syscall: ['calls', 'first'],
  capabilities: ['capable', 'used'],
  iouring: ['iouring', 'nop'],
  randomx: ['rounding', 'mine'],
  network: ['network', 'tcp'],
  dns: ['talk', 'dns'],
  ssh: ['talk', 'ssh'],
  http: ['talk', 'http'],
};
const types = ['procfs', ...Object.keys(acts)] as readonly EventType[];

const shortLived = 50;

describeLive(
  'real containers',
  () => {
    let folder: string;
    let shared: string;
    let runtimes: ContainerRuntime[] = [];
    let runc: RuncRuntime;
    let watch: KernelWatch | undefined;

    beforeAll(async () => {
      folder = makeFolder();
      shared = path.join(folder, 'shared');
      mkdirSync(shared);
      const rootfs = makeRootfs(folder);
      const mounts = { workloads: path.dirname(workloadPath('exec')), shared };
      runc = createRuncRuntime(folder, rootfs, mounts);
      runtimes = [runc];
      runtimes.push(await createContainerdRuntime(folder, await makeImage(folder, rootfs), mounts));
    }, 180_000);

    afterAll(async () => {
      watch?.stop();
      for (const runtime of runtimes) await runtime.close();
      removeFolder(folder);
    });

    it('every type of event is seen on the host, in a container of runc and in one of containerd', async () => {
      const containers = runtimes.map((runtime) => {
        const id = containerId();
        return { runtime, id, output: runtime.run(id, actingScript(id)) };
      });
      await eventually('running containers', () => containers.every(({ id }) => existsSync(path.join(shared, id))));
      watch = await watchKernel();
      writeFileSync(path.join(shared, 'go'), '');
      const columns: Column[] = [{ name: 'host', id: undefined, acts: await actOnHost(folder) }];
      for (const { runtime, id, output } of containers) {
        columns.push({ name: runtime.name, id, acts: parseActs(await output) });
      }
      await watch.settle();
      watch.stop();
      const seen = columns.map((column) => types.filter((type) => isSeen(watch as KernelWatch, column, type)));
      console.log(tableOf(columns, seen));
      expect(seen).toEqual(columns.map(() => types));
    }, 120_000);

    it(`${shortLived} containers at a time that live for 20 ms are all seen, each with its id`, async () => {
      const args = ['/bin/busybox', 'sleep', '0.02'];
      watch = await watchKernel({ eventTypes: ['exec'] });
      const ids = Array.from({ length: shortLived }, containerId);
      await runc.runTogether(ids, `exec ${args.join(' ')}`);
      await watch.settle();
      watch.stop();
      const execs = watch.events.filter((event) => isDeepStrictEqual(event['args'], args));
      expect(execs.map((event) => event['containerPid'])).toEqual(ids.map(() => 1));
      // Most are gone before their cgroup could be read.
      expect(execs.map((event) => event['containerId']).sort()).toEqual([...ids].sort());
    }, 240_000);

    it('one after the other, whose namespaces have the same number, are told apart', async () => {
      watch = await watchKernel({ eventTypes: ['exec'] });
      const ids = [containerId(), containerId(), containerId()];
      for (const id of ids) await runc.run(id, `busybox echo ${id}; exec busybox sleep 0.3`);
      await watch.settle();
      watch.stop();
      const echoed = (event: SeenEvent) => (event['args'] as string[]).slice(1);
      const isOurs = (event: SeenEvent) => echoed(event)[0] === 'echo' && echoed(event)[1]?.startsWith(idPrefix);
      const execs = watch.events.filter(isOurs);
      expect(execs.map((event) => echoed(event)[1])).toEqual(ids);
      expect(execs.map((event) => event['containerId'])).toEqual(ids);
    }, 60_000);

    it('they leave nothing behind', async () => {
      await Promise.all(runtimes.map((runtime) => runtime.close()));
      runtimes = [];
      const left = [
        readFileSync('/proc/self/mountinfo', 'utf8'),
        ...cgroupMounts().flatMap((mount) => readdirSync(mount)),
      ];
      expect(left.filter((text) => text.includes(idPrefix) || text.includes(folder))).toEqual([]);
      const programs = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(folder));
      expect(programs).toEqual([]);
    });
  },
  missingContainerTools(),
);

interface Column {
  readonly name: string;
  /** undefined: the host. */
  readonly id: string | undefined;
  readonly acts: readonly Act[];
}

// Of this run: other tests have containers at the same time.
const idPrefix = `rulelib-live-${randomBytes(3).toString('hex')}-`;

/** No 64 hexadecimal digits: what such ids are told by is tried without containers. */
function containerId(): string {
  return `${idPrefix}${randomBytes(6).toString('hex')}`;
}

/** Says that it runs, waits until it may go on, and does every act. */
function actingScript(id: string): string {
  const lines = Object.values(acts).map(([name, act], index) => {
    const place = `/tmp/${index}`;
    return `busybox mkdir ${place}; cd ${place}; /workloads/${name} ${place} ${act} 1`;
  });
  const wait = 'while [ ! -e /shared/go ]; do busybox sleep 0.1; done';
  return ['set -e', 'busybox ip link set lo up', `: > /shared/${id}`, wait, ...lines].join('\n');
}

async function actOnHost(folder: string): Promise<Act[]> {
  const done: Act[] = [];
  for (const [name, act] of Object.values(acts))
    done.push(...(await runWorkload(name, makeFolder(folder), [act, 1])).acts);
  return done;
}

/** Whether each act of the type has an event of the very process: by its number in the container, and by the container. */
function isSeen({ events, running }: KernelWatch, { id, acts: done }: Column, type: EventType): boolean {
  const isOurs = (event: SeenEvent): boolean => event['containerId'] === id;
  if (type === 'procfs')
    return running.filter(isOurs).some((event) => id !== undefined || event['pid'] === process.pid);
  const ofType = events.filter((event) => event.eventType === type && isOurs(event));
  const expected = done.filter((act) => act.eventType === type && act.raises !== false);
  const pid = id === undefined ? 'pid' : 'containerPid';
  return expected.length > 0 && expected.every((act) => ofType.some((event) => event[pid] === act.pid));
}

function tableOf(columns: readonly Column[], seen: readonly (readonly EventType[])[]): string {
  const row = (first: string, cells: readonly string[]) =>
    [first.padEnd(14), ...cells.map((cell) => cell.padEnd(22))].join('');
  return [
    row(
      '',
      columns.map(({ name }) => name),
    ),
    ...types.map((type) =>
      row(
        type,
        seen.map((each) => (each.includes(type) ? 'seen' : 'MISSED')),
      ),
    ),
    row(
      '',
      seen.map((each) => `${each.length} of ${types.length}`),
    ),
  ].join('\n');
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
