import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { admits, createEngine, type EventFilter, type FilterClass } from '@rulelibrary/engine';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type RuleChanges, ruleOf } from '../../src/fixtures.test.support.ts';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, type SeenEvent, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, runWorkload, workloadPath } from './workload.ts';

const times = 23;

// Each waits for what the kernel sends, on a machine that may have better things to do.
vi.setConfig({ testTimeout: 120_000 });

const own = Number(/\d+/.exec(readlinkSync('/proc/self/ns/mnt'))?.[0]);

/** What the kernel is told for rules, in whose eyes this machine is a host or something else. */
function filterOf(rules: readonly RuleChanges[], name: FilterClass = 'host', learning = false): EventFilter {
  const engine = createEngine({ rules: rules.map((changes, index) => ruleOf({ id: `R${1000 + index}`, ...changes })) });
  expect(engine.problems).toEqual([]);
  return { types: engine.pushDown({ learning }).types, namespaces: new Map([[own, name]]) };
}

const opens = (expression: string): RuleChanges => ({ on: { open: expression } });

/** Runs a program to its end; its pid. */
async function run(program: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(program, args, { cwd, stdio: 'ignore' });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return child.pid as number;
}

describeLive('the kernel drops what no rule can match', () => {
  let folder: string;
  let watch: KernelWatch;

  beforeAll(async () => {
    folder = makeFolder();
    watch = await watchKernel({ includeFailed: false, ringBytes: 64 * 2 ** 20 });
  });

  // Between two tests others may do a lot here, of which nothing is to fill the ring.
  afterEach(() => watch.collector.setFilter(filterOf([], 'ignored')));

  afterAll(() => {
    watch?.stop();
    removeFolder(folder);
  });

  /** The paths below a folder that a run of the workload opened and that came through. */
  async function opened(work: string, act = 'openat'): Promise<string[]> {
    const { pid } = await runWorkload('open', work, [act, times]);
    await watch.settle();
    const paths = watch.of('open', pid).map((event) => event['path'] as string);
    return paths.filter((path) => path.startsWith(folder));
  }

  const filtered = () => watch.collector.stats().types.open.filtered;

  it('by the beginning of a path', async () => {
    const [wanted, other] = [makeFolder(folder), makeFolder(folder)];
    watch.collector.setFilter(filterOf([opens(`event.path.startsWith('${wanted}/op')`)]));
    const before = filtered();
    expect(await opened(other)).toEqual([]);
    expect(filtered() - before).toBeGreaterThanOrEqual(times);
    expect(await opened(wanted)).toEqual(Array.from({ length: times }, (_, n) => `${wanted}/openat-${n}`));
  });

  it('by whole paths, of whose beginnings others are', async () => {
    const work = makeFolder(folder);
    const paths = [`${work}/openat-2`, `${work}/openat-22`, '/nowhere'];
    watch.collector.setFilter(filterOf([opens(`event.path in ${JSON.stringify(paths)}`)]));
    expect(await opened(work)).toEqual(paths.slice(0, 2));
  });

  it('by paths longer than the kernel compares, as far as it does', async () => {
    const work = makeFolder(folder);
    const name = 'x'.repeat(200);
    const commands = [`: > ${name}y`, `: > ${name}z`, `: > ${'x'.repeat(20)}`];
    watch.collector.setFilter(filterOf([opens(`event.path == '${work}/${name}y'`)]));
    const pid = await run('/bin/sh', ['-c', commands.join('; ')], work);
    await watch.settle();
    const found = watch.of('open', pid).map((event) => event['path'] as string);
    expect(found.filter((path) => path.startsWith(work))).toEqual([`${work}/${name}y`, `${work}/${name}z`]);
  });

  it('by the root of a mount, and by what is mounted below a folder', async () => {
    const work = makeFolder(folder);
    watch.collector.setFilter(
      filterOf([opens(`event.path.startsWith('${work}/inner/a') || event.path == '${work}/inner'`)]),
    );
    const script = [
      'mkdir inner',
      'mount -t tmpfs none inner',
      ': > inner/a',
      ': > inner/b',
      ': < inner',
      'umount inner',
    ];
    const pid = await run('/bin/sh', ['-c', script.join(' && ')], work);
    await watch.settle();
    const found = watch.of('open', pid).map((event) => event['path'] as string);
    expect(found.filter((path) => path.startsWith(work))).toEqual([`${work}/inner/a`, `${work}/inner`]);
  });

  it('by the name of the command', async () => {
    const work = makeFolder(folder);
    watch.collector.setFilter(filterOf([opens("event.comm == 'open'"), opens("event.comm.startsWith('opener')")]));
    expect(await opened(work)).toHaveLength(times);
    watch.collector.setFilter(filterOf([opens("event.comm in ['ope', 'opens']")]));
    expect(await opened(makeFolder(folder))).toEqual([]);
  });

  it.each<[FilterClass, number]>([
    ['host', 0],
    ['host-profiled', 1],
    ['kubernetes', 0],
    ['learning', times],
    ['unknown', 1],
    ['ignored', 0],
  ])('by the class of the namespace: %s', async (name, count) => {
    const work = makeFolder(folder);
    const rule = {
      ...opens(`event.path == '${work}/openat-7'`),
      profileDependency: 0,
      tags: ['context:host'],
    } as const;
    watch.collector.setFilter(filterOf([rule], name));
    expect(await opened(work)).toHaveLength(count);
  });

  it('by the class of each namespace for itself, of which one is new', async () => {
    const work = makeFolder(folder);
    const filter = filterOf([opens(`event.path.startsWith('${work}/host')`)], 'host', true);
    watch.collector.setFilter(filter);
    const child = spawn(
      'unshare',
      ['-m', 'sh', '-c', 'readlink /proc/self/ns/mnt; read go; : > first; read go; : > second'],
      {
        cwd: work,
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    const closed = new Promise((resolve) => child.on('close', resolve));
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    child.stdin.write('go\n');
    await expect
      .poll(() => watch.events.some((event) => event['path'] === `${work}/first`), { timeout: 60_000 })
      .toBe(true);
    watch.collector.setFilter({
      ...filter,
      namespaces: new Map([...filter.namespaces, [Number(/\d+/.exec(line)?.[0]), 'host']]),
    });
    child.stdin.end('go\n');
    await closed;
    await run('/bin/sh', ['-c', ': > host-file; : > other-file'], work);
    await watch.settle();
    const paths = watch.events.map((event) => event['path'] as string | undefined);
    expect(paths.filter((path) => path?.startsWith(work))).toEqual([`${work}/first`, `${work}/host-file`]);
  });

  it('by nothing of the namespace that a process came into from elsewhere', async () => {
    const work = makeFolder(folder);
    const filter = filterOf([opens(`event.path.startsWith('${work}/')`)]);
    const inside = spawn('unshare', ['-m', 'sh', '-c', 'readlink /proc/self/ns/mnt; read go; : > executed; cat'], {
      cwd: work,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const closed = new Promise((resolve) => inside.on('close', resolve));
    const line = await new Promise<string>((resolve) => inside.stdout.once('data', (data) => resolve(String(data))));
    const namespaces = new Map([...filter.namespaces, [Number(/\d+/.exec(line)?.[0]), 'ignored'] as const]);
    watch.collector.setFilter({ ...filter, namespaces });
    inside.stdin.write('go\n');
    await expect.poll(() => existsSync(`${work}/executed`), { timeout: 60_000 }).toBe(true);
    const enter = spawn(workloadPath('enter'), [work, 'open'], {
      stdio: 'ignore',
      env: { ...process.env, NAMESPACE: `/proc/${inside.pid}/ns/mnt` },
    });
    expect(await new Promise((resolve) => enter.on('close', resolve))).toBe(0);
    inside.stdin.end();
    await closed;
    await watch.settle();
    const paths = watch.events.filter(({ eventType }) => eventType === 'open').map(pathOf);
    expect(paths.filter((path) => path.startsWith(`${work}/`))).toEqual([`${work}/entered-0`]);
  });

  it.each([
    ['port', 'event.dstPort in [2, 4]', ['127.0.0.1:2']],
    ['address', "event.dstAddr == '127.0.0.2'", ['127.0.0.2:1', '127.0.0.2:3']],
    ['direction', "event.pktType == 'HOST'", []],
    [
      'port or address',
      "event.dstPort == 2 || event.dstAddr == '127.0.0.2'",
      ['127.0.0.1:2', '127.0.0.2:1', '127.0.0.2:3'],
    ],
  ])('connections by %s', async (_, expression, expected) => {
    watch.collector.setFilter(filterOf([{ on: { network: expression } }]));
    const to = (address: string, port: number) => `(: > /dev/tcp/${address}/${port})`;
    const script = [to('127.0.0.1', 1), to('127.0.0.1', 2), to('127.0.0.2', 1), to('127.0.0.2', 3)].join('; ');
    const pid = await run('/bin/bash', ['-c', `${script}; :`], folder);
    await watch.settle();
    const found = watch.events.filter((event) => event.eventType === 'network' && event['ppid'] === pid);
    expect(found.map((event) => `${event['dstAddr']}:${event['dstPort']}`)).toEqual(expected);
  });

  it('calls of bpf(2) by their command', async () => {
    watch.collector.setFilter(filterOf([{ on: { bpf: 'event.cmd == 5u' } }]));
    const { acts } = await runWorkload('bpf', makeFolder(folder), ['all', 3]);
    await watch.settle();
    const pids = new Set(acts.map((act) => act.pid));
    const found = watch.events.filter(({ eventType, pid }) => eventType === 'bpf' && pids.has(pid as number));
    const loads = acts.filter((act) => act['cmd'] === 5);
    expect(loads.length).toBeLessThan(acts.length);
    expect(found.map((event) => event['cmd'])).toEqual(loads.map((act) => act['cmd']));
  });

  it.each([
    ['iouring', times],
    ['iourin', 0],
  ])('operations of io_uring by the name of the command: %s', async (comm, count) => {
    watch.collector.setFilter(filterOf([{ on: { iouring: `event.comm == '${comm}'` } }]));
    const { acts } = await runWorkload('iouring', makeFolder(folder), ['nop', times]);
    await watch.settle();
    const pids = new Set(acts.map((act) => act.pid));
    const found = watch.events.filter(({ eventType, pid }) => eventType === 'iouring' && pids.has(pid as number));
    // None where the machine has no io_uring.
    expect(found).toHaveLength(acts.length === 0 ? 0 : count);
  });

  it.each([
    ['talk', 8 * times],
    ['tal', 0],
  ])('questions and answers of DNS by the name of the command: %s', async (comm, count) => {
    watch.collector.setFilter(filterOf([{ on: { dns: `event.comm == '${comm}'` } }]));
    const { acts } = await runWorkload('talk', makeFolder(folder), ['dns', times]);
    await watch.settle();
    const pids = new Set(acts.map((act) => act.pid));
    const found = watch.events.filter(({ eventType, pid }) => eventType === 'dns' && pids.has(pid as number));
    expect(found).toHaveLength(count);
  });

  it('but never the process events', async () => {
    watch.collector.setFilter(filterOf([], 'ignored'));
    const { pid } = await runWorkload('exec', makeFolder(folder), ['plain', times]);
    await watch.settle();
    expect(watch.events.filter((event) => event.eventType === 'exec' && event['ppid'] === pid)).toHaveLength(times);
  });

  it('and agrees with what it is in TypeScript', async () => {
    const [all, some] = [makeFolder(folder), makeFolder(folder)];
    const ask = (work: string) => `event.path == '${work}/flags-1' || event.path.startsWith('${work}/openat2')`;
    const filter = filterOf([opens(`${ask(all)} || ${ask(some)}`), opens("event.comm == 'nobody'")]);
    const seenIn = async (work: string) => {
      const from = watch.events.length;
      await runWorkload('open', work, ['all', 3]);
      await watch.settle();
      const below = watch.events
        .slice(from)
        .filter((event) => event.eventType === 'open' && pathOf(event).startsWith(work));
      return below.map((event) => ({ ...event, path: pathOf(event).replace(work, some) }) as unknown as RuntimeEvent);
    };
    watch.collector.setFilter(undefined);
    const expected = (await seenIn(all)).filter((event) => admits(filter, event)).map(({ path }) => path);
    watch.collector.setFilter(filter);
    expect((await seenIn(some)).map(({ path }) => path)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(3);
  });
});

const pathOf = (event: SeenEvent) => String(event['path']);

describeLive('a filter that changes', () => {
  let folder: string;
  let watch: KernelWatch;

  beforeEach(async () => {
    folder = makeFolder();
    watch = await watchKernel(
      { includeFailed: false, ringBytes: 64 * 2 ** 20 },
      ({ comm, eventType }) => comm === 'flood' || eventType === 'syscall',
    );
  });

  afterEach(() => {
    watch?.stop();
    removeFolder(folder);
  });

  it('loses nothing that the old and the new one send', async () => {
    const count = 200_000;
    const wanted = opens(`event.path == '${folder}/flood'`);
    // What each says of one class says nothing of another.
    const only = (context: string) => ({ ...wanted, tags: [`context:${context}`] });
    const filters = [
      filterOf([only('host')], 'host'),
      filterOf(
        [only('kubernetes'), opens("event.path.startsWith('/etc/')"), opens("event.path == '/no'")],
        'kubernetes',
      ),
      filterOf([opens(`event.path.startsWith('${folder}/flo')`)], 'standalone'),
      filterOf([only('standalone')], 'standalone'),
    ];
    watch.collector.setFilter(filters.at(-1));
    const child = spawn(workloadPath('flood'), [folder, 'one', `${count}`], { cwd: folder, stdio: 'ignore' });
    const closed = new Promise((resolve) => child.on('close', resolve));
    for (let changes = 0; changes < 60; changes++) {
      watch.collector.setFilter(filters[changes % filters.length]);
      if (changes % 20 === 0) await sleep(1);
    }
    await closed;
    await watch.settle();
    const own = watch.of('open', child.pid as number).filter((event) => pathOf(event) === `${folder}/flood`);
    expect(own).toHaveLength(count);
  });

  /** How many events tell of a system call of a program that is always called the same. */
  async function callsToldOf(): Promise<number> {
    const program = `${folder}/once`;
    copyFileSync('/bin/true', program);
    const from = watch.events.length;
    await run(program, [], folder);
    await watch.settle();
    const calls = watch.events.slice(from).filter(({ eventType }) => eventType === 'syscall');
    return calls.filter((event) => event['comm'] === 'once' && event['syscallName'] === 'mprotect').length;
  }

  it('tells a new rule of what was reported before it was there', async () => {
    const reads = (id: string): RuleChanges => ({ id, on: { syscall: "event.syscallName == 'mprotect'" } });
    const sets = [['R2000'], [], ['R2000'], ['R2000', 'R2001'], ['R2001'], [], ['R2001']];
    const counts: number[][] = [];
    for (const ids of sets) {
      watch.collector.setFilter(filterOf(ids.map(reads)));
      counts.push([await callsToldOf(), await callsToldOf()]);
    }
    expect(counts).toEqual([
      [1, 0],
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  it('tells of first calls anew in a namespace that has the number of one that is gone', async () => {
    const filter = filterOf([{ on: { syscall: 'true' } }]);
    watch.collector.setFilter(filter);
    const counts = [await callsToldOf(), await callsToldOf()];
    watch.collector.setFilter({ ...filter, namespaces: new Map() });
    watch.collector.setFilter(filter);
    counts.push(await callsToldOf(), await callsToldOf());
    expect(counts).toEqual([1, 0, 1, 0]);
  });
});
