import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { type Alert, toRecord } from '@rulelibrary/engine';
import { type Node, type NodeOptions, openEventSource, openNode, type TrackedContext } from '@rulelibrary/engine/node';
import { parseRules, type Rule, type RuntimeEvent } from '@rulelibrary/schema';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { cgroupMounts } from './cgroup-mounts.ts';
import { imageName, makeImage, makeRootfs } from './container-image.ts';
import { missingContainerTools } from './container-tools.ts';
import { type ContainerdRuntime, createContainerdRuntime } from './containerd-runtime.ts';
import { describeLive } from './live-kernel.ts';
import { runProgram } from './run-program.ts';
import { createRuncRuntime, type RuncRuntime } from './runc-runtime.ts';
import { makeFolder, removeFolder, workloadPath } from './workload.ts';

const [secondCgroups] = cgroupMounts('cgroup2');
const patience = { timeout: 30_000, interval: 20 };

/** A rule for reads of /etc/shadow by cat, for the contexts that the tags name. */
function shadowRule(id: string, tags: readonly string[]): string {
  return `
    - enabled: true
      id: ${id}
      name: Shadow read
      description: A rule of a test.
      expressions:
        message: "event.comm + ' read ' + event.path"
        uniqueId: event.comm
        ruleExpression:
          - eventType: open
            expression: event.path == '/etc/shadow' && event.comm == 'cat'
      profileDependency: 2
      severity: 5
      supportPolicy: false
      isTriggerAlert: true
      mitreTactic: TA0006
      mitreTechnique: T1003.008
      tags: ${JSON.stringify(tags)}`;
}

const everywhere = ['context:kubernetes', 'context:host', 'context:container'];
const ruleTags = {
  R9001: everywhere,
  R9002: ['context:host'],
  R9003: [],
  R9004: ['context:standalone'],
  R9005: ['context:payments'],
  R9006: ['context:terminals'],
};
const ownContexts = [
  { name: 'payments', labels: { team: 'payments' } },
  { name: 'terminals', environment: { TERM: 'xterm' } },
];
const podLabels = {
  'io.kubernetes.pod.name': 'web-0',
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.pod.uid': '1c1d',
  'io.kubernetes.container.name': 'nginx',
  team: 'payments',
};

function readShadowRules(): readonly Rule[] {
  const items = Object.entries(ruleTags).map(([id, tags]) => shadowRule(id, tags));
  const head = 'apiVersion: kubescape.io/v1\nkind: Rules\nmetadata: {name: test}\nspec:\n  rules:';
  const { rules, problems } = parseRules(`${head}${items.join('')}\n`, 'rules.yaml');
  expect(problems).toEqual([]);
  return rules;
}

describeLive(
  'contexts of this machine',
  () => {
    let folder: string;
    let runc: RuncRuntime;
    let containerd: ContainerdRuntime;
    let node: Node | undefined;
    let alerts: Alert[];

    beforeAll(async () => {
      folder = makeFolder();
      const shared = path.join(folder, 'shared');
      mkdirSync(shared);
      const rootfs = makeRootfs(folder);
      mkdirSync(path.join(rootfs, 'etc'));
      symlinkSync('busybox', path.join(rootfs, 'bin/cat'));
      writeFileSync(path.join(rootfs, 'etc/shadow'), 'root:*:::::::\n');
      const mounts = { workloads: path.dirname(workloadPath('exec')), shared };
      runc = createRuncRuntime(folder, rootfs, mounts);
      containerd = await createContainerdRuntime(folder, await makeImage(folder, rootfs), mounts);
    }, 180_000);

    afterEach(() => {
      node?.stop();
      node = undefined;
    });

    afterAll(async () => {
      await containerd?.close();
      removeFolder(folder);
    });

    const discovery = () => ({ containerdSocket: containerd.address, dockerSocket: false }) as const;

    /** Watches with the rules of the test. */
    function watch(options: Partial<NodeOptions> = {}, onAlert = (alert: Alert) => void alerts.push(alert)): Node {
      alerts = [];
      const parts = { ownContexts, nodeName: 'node-1', discovery: discovery() };
      node = openNode({ rules: readShadowRules(), ...parts, ...options });
      node.start(onAlert);
      return node;
    }

    const ofContainer = (id: string) => alerts.filter(({ container }) => container?.id === id);
    const idsOf = (of: readonly Alert[]) => of.map(({ ruleId }) => ruleId).sort();

    /** Each reads the file once; what was raised by it. */
    async function readEverywhere() {
      const [standalone, pod] = [newId(), newId()];
      // A shell, so that the pid is that of cat.
      const pid = Number(await runProgram('sh', ['-c', 'echo $$; exec cat /etc/shadow > /dev/null']));
      await runc.run(standalone, 'cat /etc/shadow > /dev/null');
      const noted = Object.entries(podLabels).flatMap(([key, value]) => [
        ...['--label', `${key}=${value}`, '--annotation', `${key}=${value}`],
      ]);
      await containerd.ctr('run', '--rm', ...noted, imageName, pod, '/bin/sh', '-c', 'cat /etc/shadow > /dev/null');
      return { standalone, pod, pid };
    }

    it.skipIf(!secondCgroups)(
      'services of the host are told apart, of processes that are gone at once',
      async () => {
        const services = [`${newId()}.service`, `${newId()}.service`];
        const slice = path.join(secondCgroups ?? '', 'system.slice');
        const isSliceOurs = !existsSync(slice);
        const cgroupOf = (service: string) => path.join(slice, service);
        const seen: string[] = [];
        const source = openEventSource({
          tellServices: true,
          discovery: false,
          collector: { eventTypes: ['exec', 'open'] },
        });
        try {
          source.start({
            onEvent(event, info) {
              const file = event.eventType === 'open' ? event.path : event.args?.[1];
              if (event.comm === 'cat' && file?.startsWith(folder))
                seen.push(`${event.eventType} ${path.basename(file)} in ${info?.service}`);
            },
            onReleased: () => {},
          });
          for (const service of services) {
            mkdirSync(cgroupOf(service), { recursive: true });
            writeFileSync(path.join(folder, service), '');
            // As systemd does: a process goes into the cgroup, then it executes the service.
            const script = `for i in 1 2 3 4 5; do sh -c 'echo $$ > "$0"/cgroup.procs; exec cat "$1"' "$1" "$2"; done`;
            await runProgram('sh', ['-c', script, 'sh', cgroupOf(service), path.join(folder, service)]);
          }
          await vi.waitUntil(() => seen.length >= 20, patience);
        } finally {
          source.stop();
          for (const service of services) rmdirSync(cgroupOf(service));
          if (isSliceOurs) rmdirSync(slice);
        }
        const expected = services.flatMap((service) =>
          ['exec', 'open'].map((type) => `${type} ${service} in ${service}`),
        );
        expect(seen.sort()).toEqual(expected.flatMap((line) => new Array(5).fill(line)).sort());
      },
      120_000,
    );

    it('are told apart: host, a standalone container, a pod, and the user’s own', async () => {
      watch();
      const { standalone, pod, pid } = await readEverywhere();
      const ofHost = () => alerts.filter(({ process }) => process?.pid === pid);
      await vi.waitUntil(() => ofContainer(pod).length > 0, patience);
      node?.stop();

      expect(idsOf(ofHost())).toEqual(['R9001', 'R9002']);
      expect(idsOf(ofContainer(standalone))).toEqual(['R9001', 'R9004', 'R9006']);
      expect(idsOf(ofContainer(pod))).toEqual(['R9001', 'R9003', 'R9005']);

      const [host] = ofHost();
      expect(host).toMatchObject({ sourceContext: 'host', host: { nodeName: 'node-1' } });
      expect(host).not.toHaveProperty('container');
      expect(host).not.toHaveProperty('kubernetes');
      const [alone] = ofContainer(standalone);
      expect(alone).toMatchObject({ sourceContext: 'standalone', container: { id: standalone } });
      expect(alone).not.toHaveProperty('kubernetes');
      expect(ofContainer(pod)[0]).toMatchObject({
        sourceContext: 'kubernetes',
        container: { id: pod, name: 'nginx' },
        kubernetes: { namespace: 'shop', pod: 'web-0', node: 'node-1' },
      });
    }, 120_000);

    it('are watched one by one', async () => {
      watch({ hostMonitoringEnabled: false, enableRuntimeDetection: false });
      const { standalone, pod, pid } = await readEverywhere();
      await vi.waitUntil(() => ofContainer(standalone).length > 0, patience);
      node?.stop();
      expect(ofContainer(pod)).toEqual([]);
      expect(alerts.filter(({ process }) => process?.pid === pid)).toEqual([]);
    }, 120_000);

    it('are written into recordings', async () => {
      const records: Record<string, unknown>[] = [];
      const source = openEventSource({ collector: { eventTypes: ['open'] }, discovery: discovery() });
      const take = (event: RuntimeEvent) => {
        if (event.path === '/etc/shadow') records.push(toRecord(event));
      };
      source.start({
        onEvent: (event, info) => (info === undefined ? source.hold(event) : take(event)),
        onReleased: take,
      });
      const { pod, standalone, pid } = await readEverywhere();
      const find = (key: string, value: unknown) => records.find((record) => record[key] === value);
      await vi.waitUntil(() => find('containerId', pod), patience);
      source.stop();
      expect(find('containerId', pod)).toMatchObject({
        ...{ namespace: 'shop', podName: 'web-0', containerName: 'nginx', comm: 'cat' },
        labels: expect.objectContaining(podLabels),
      });
      expect(find('containerId', standalone)).not.toHaveProperty('podName');
      expect(find('pid', pid)).not.toHaveProperty('containerId');
    }, 120_000);

    it('keep the host in its rules, whatever namespace a process of it makes', async () => {
      watch();
      const script = 'echo $$; exec unshare -m cat /etc/shadow > /dev/null';
      const pid = Number(await runProgram('sh', ['-c', script]));
      await vi.waitUntil(() => alerts.some(({ process }) => process?.pid === pid), patience);
      node?.stop();
      expect(idsOf(alerts.filter(({ process }) => process?.pid === pid))).toEqual(['R9001', 'R9002']);
    }, 120_000);

    it('keep a container in its rules, whatever namespace a process of it makes', async () => {
      watch();
      const id = newId();
      await runc.run(id, 'busybox unshare -m cat /etc/shadow > /dev/null');
      await vi.waitUntil(() => ofContainer(id).length > 0, patience);
      node?.stop();
      expect(idsOf(ofContainer(id))).toEqual(['R9001', 'R9004', 'R9006']);
    }, 120_000);

    it('give the number of a namespace to whoever has it now', async () => {
      watch({ cooldownMs: 0 });
      const pids: number[] = [];
      for (let round = 0; round < 5; round++) {
        await runc.run(newId(), 'cat /etc/shadow > /dev/null');
        const script = 'echo $$; exec unshare -m cat /etc/shadow > /dev/null';
        pids.push(Number(await runProgram('sh', ['-c', script])));
      }
      const rulesOf = (pid: number) => idsOf(alerts.filter(({ process }) => process?.pid === pid));
      await vi.waitUntil(() => pids.every((pid) => rulesOf(pid).length > 0), patience);
      node?.stop();
      expect(pids.map(rulesOf)).toEqual(pids.map(() => ['R9001', 'R9002']));
    }, 120_000);

    it('list a container while it runs, and forget it', async () => {
      const running = watch();
      const id = newId();
      const run = runc.run(id, 'busybox sleep 1');
      const find = () => running.contexts().find(({ info }) => info.container?.id === id);
      const { info, namespaces } = await vi.waitUntil(find, patience);
      expect(info).toMatchObject({ context: 'standalone', ownContexts: ['terminals'], container: { id } });
      expect(namespaces).toContain(info.container?.mntns);
      await run;
      await vi.waitUntil(() => find() === undefined, patience);
    }, 120_000);

    it('return to where they were after 200 containers', async () => {
      const seen = new Set<string>();
      const note = ({ ruleId, container }: Alert) => void (ruleId === 'R9004' && seen.add(container?.id ?? ''));
      const learning = { contexts: ['standalone'], stateDirectory: path.join(folder, 'state') } as const;
      const running = watch({ learning }, note);
      const bundle = await runc.prepare(newId(), 'cat /etc/shadow > /dev/null');
      const ours = newId();
      const isOurs = ({ info }: TrackedContext) => info.container?.id.startsWith(ours) === true;
      const runMany = (from: number, to: number) =>
        runProgram('sh', [
          ...['-c', 'i=$3; while [ $i -lt $4 ]; do runc run --bundle "$1" "$2-$i" || exit 1; i=$((i+1)); done'],
          ...['sh', bundle, ours, String(from), String(to)],
        ]);
      // A profile is saved before it is forgotten, which may be later than its container is.
      const areForgotten = () => !running.contexts().some(isOurs) && running.learner?.profiles().length === 0;
      const untilForgotten = () => vi.waitUntil(areForgotten, patience);

      await runMany(0, 20);
      await untilForgotten();
      const before = heapBytes();
      await runMany(20, 220);
      await untilForgotten();
      const grownBytes = heapBytes() - before;

      expect([...seen].filter((id) => id.startsWith(ours))).toHaveLength(220);
      // What is remembered of events for a while is bounded, and not full yet: 3.8 MB of it were seen here.
      expect(grownBytes).toBeLessThan(6 * 2 ** 20);
    }, 300_000);
  },
  missingContainerTools(),
);

function newId(): string {
  return `rulelib-ctx-${randomBytes(6).toString('hex')}`;
}

/** What is reachable. */
function heapBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
