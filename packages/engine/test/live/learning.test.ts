import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Alert } from '@rulelibrary/engine';
import { type Node, openNode } from '@rulelibrary/engine/node';
import type { Rule } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { missingContainerTools } from './container-tools.ts';
import { type EverydayContainers, makeEverydayContainers } from './everyday-containers.ts';
import { type LearnedContainers, makeLearnedContainers, type RoutineContainer } from './learned-containers.ts';
import { describeLive } from './live-kernel.ts';
import { removeFolder } from './workload.ts';

const rulesFolder = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));
const patience = { timeout: 60_000, interval: 50 };
const learnMs = 30_000;

/** What each act is to raise, once each: by these rules, and by no others. */
const expected: Readonly<Record<string, readonly string[]>> = {
  executable: ['R0001 busybox2 (pid N) executed /bin/busybox2'],
  arguments: ['R0040 busybox (pid N) executed /bin/busybox as busybox true more'],
  file: ['R0002 routine (pid N) opened /etc/secret-list'],
  domain: ['R0005 routine (pid N) queried fresh.example.test.'],
  address: ['R0011 routine (pid N) connected to 198.51.100.7:443 over TCP'],
  syscall: ['R0003 routine (pid N) called sched_get_priority_max(2)'],
  capability: ['R0004 routine (pid N) used capability CAP_CHOWN in fchownat(2)'],
  iouring: [
    'R0003 routine (pid N) called io_uring_enter(2)',
    'R0003 routine (pid N) called io_uring_setup(2)',
    'R0003 routine (pid N) called mmap(2)',
    'R0003 routine (pid N) called munmap(2)',
    // The kernel asks whether the ring may lock its memory.
    'R0004 routine (pid N) used capability CAP_IPC_LOCK in io_uring_setup(2)',
    'R1030 routine (pid N) submitted io_uring operation 0',
  ],
  dropped: [
    'R0001 busybox-new (pid N) executed /tmp/busybox-new',
    'R1001 busybox-new (pid N) executed /tmp/busybox-new, which is not from the image',
    // A sequence of the library.
    'R1101 routine (pid N) wrote /tmp/busybox-new, which busybox-new (pid N) executed',
  ],
  environ: ['R0008 routine (pid N) opened /proc/1/environ'],
  unshare: [
    'R0003 routine (pid N) called unshare(2)',
    'R1006 routine (pid N, executable /workloads/routine), a child of sh, called unshare(2)',
  ],
};

describeLive(
  'containers that were learned',
  () => {
    let rules: readonly Rule[];
    let containers: LearnedContainers;
    let everyday: EverydayContainers;
    let stateDirectory: string;
    let node: Node | undefined;
    let alerts: Alert[] = [];

    /** Another watching process, as far as a node knows: all that it has is the folder. */
    function watch(): Node {
      alerts = [];
      node = openNode({
        rules,
        includeDisabled: true,
        // On a machine that does much else this process waits for its turn, and the ring must hold until then.
        collector: { ringBytes: 2 ** 27 },
        nodeName: 'node-1',
        discovery: { containerdSocket: containers.containerdSocket, dockerSocket: false },
        learning: { contexts: ['kubernetes', 'standalone'], maxLearningPeriodMs: learnMs, stateDirectory },
        onError: (part, error) => {
          throw new Error(`Unexpected error of the ${part}`, { cause: error });
        },
      });
      node.start((alert) => alerts.push(alert));
      return node;
    }

    const ofId = (wanted: string) => alerts.filter(({ container }) => container?.id === wanted);
    const ofContainer = (container: RoutineContainer) => ofId(container.id());
    const statusOf = (containerId: string) => node?.learner?.profileOf({ containerId })?.status;
    /** Types of which events are missing: what was learned is then not all there was. */
    const lost = () => {
      const types = Object.entries(node?.stats().collector.types ?? {});
      return types
        .filter(
          ([
            ,
            {
              lost: { ring_full, no_scratch },
            },
          ]) => ring_full + no_scratch > 0,
        )
        .map(([type]) => type);
    };
    const shown = (of: readonly Alert[]) =>
      of.map(({ ruleId, message }) => `${ruleId} ${message}`.replaceAll(/pid \d+/g, 'pid N'));

    beforeAll(async () => {
      ({ rules } = await readRules([rulesFolder]));
      stateDirectory = mkdtempSync(path.join(os.tmpdir(), 'rulelib-state-'));
      containers = await makeLearnedContainers();
      everyday = await makeEverydayContainers();
      watch();
      const runs: Promise<unknown>[] = [...containers.routines, ...everyday.containers].map((one) => one.run());
      const ids = () => [...containers.routines.map(({ id }) => id()), ...everyday.containers.map(({ id }) => id)];
      await vi.waitUntil(() => ids().every((id) => statusOf(id) === 'completed'), patience);
      everyday.settle();
      for (const container of containers.routines) container.stop();
      await Promise.all(runs);
      node?.stop();
      expect(lost()).toEqual([]);
    }, 180_000);

    afterEach(() => {
      node?.stop();
    });

    afterAll(async () => {
      await containers?.close();
      everyday?.close();
      removeFolder(stateDirectory);
    });

    it('raise nothing when they do the same again', async () => {
      watch();
      const runs = containers.routines.map((container) => container.run());
      for (const container of containers.routines) await container.act('none');
      await sleep(2_000);
      for (const container of containers.routines) container.stop();
      await Promise.all(runs);
      node?.stop();
      expect(containers.routines.flatMap((container) => shown(ofContainer(container)))).toEqual([]);
    }, 120_000);

    it('raise nothing when they do their everyday work again', async () => {
      watch();
      for (const { run } of everyday.containers) await run();
      node?.stop();
      const defaults = new Set(
        rules.filter(({ spec, status }) => spec.enabled && status === 'stable').map(({ spec }) => spec.id),
      );
      expect(everyday.containers.length).toBeGreaterThan(0);
      const found = everyday.containers.flatMap(({ id }) => ofId(id)).filter(({ ruleId }) => defaults.has(ruleId));
      expect(shown(found)).toEqual([]);
    }, 120_000);

    it('raise exactly what is new in each act, once', async () => {
      watch();
      const { routines } = containers;
      const runs = routines.map((container) => container.run());
      const found = routines.map((): Record<string, string[]> => ({}));
      for (const [act, wanted] of Object.entries(expected)) {
        alerts = [];
        await Promise.all(routines.map((container) => container.act(act)));
        const isThere = (container: RoutineContainer) => ofContainer(container).length >= wanted.length;
        await vi.waitUntil(() => routines.every(isThere), patience).catch(() => {});
        // Whatever else there is comes in the same moment, and again with each round of the script.
        await sleep(700);
        for (const [index, container] of routines.entries()) {
          (found[index] as Record<string, string[]>)[act] = shown(ofContainer(container)).sort();
        }
        await Promise.all(routines.map((container) => container.act('none')));
      }
      for (const container of routines) container.stop();
      await Promise.all(runs);
      expect(found).toEqual(routines.map(() => expected));
    }, 300_000);
  },
  missingContainerTools(),
);
