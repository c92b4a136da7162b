import { fileURLToPath } from 'node:url';
import { type Alert, createEngine } from '@rulelibrary/engine';
import type { ContainerProfile, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { readRules } from '@rulelibrary/schema/files';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { runContained } from './contained-workload.ts';
import { describeLive } from './live-kernel.ts';
import { type KernelWatch, watchKernel } from './watch-kernel.ts';
import { makeFolder, removeFolder, type WorkloadName } from './workload.ts';

const rulesFolder = fileURLToPath(new URL('../../../../pkg/rules', import.meta.url));

interface Case {
  readonly ruleId: string;
  readonly workload: readonly [name: WorkloadName, act: string];
  /** What the alert says behind the command name and pid. */
  readonly message: string;
  readonly profile?: Partial<ContainerProfile>;
  /** A profile that knows it. */
  readonly known: Partial<ContainerProfile>;
}

/** What fires in a container. */
const cases: readonly Case[] = [
  {
    ruleId: 'R0003',
    workload: ['calls', 'first'],
    message: 'called sched_get_priority_max(2)',
    profile: { syscalls: ['read'] },
    known: { syscalls: ['sched_get_priority_max'] },
  },
  {
    ruleId: 'R0004',
    workload: ['capable', 'used'],
    message: 'used capability CAP_CHOWN in fchownat(2)',
    profile: { capabilities: ['CAP_KILL'] },
    known: { capabilities: ['CAP_CHOWN'] },
  },
  {
    ruleId: 'R1030',
    workload: ['iouring', 'nop'],
    message: 'submitted io_uring operation 0',
    profile: { syscalls: ['read'] },
    known: { syscalls: ['io_uring_enter'] },
  },
  {
    ruleId: 'R0005',
    workload: ['talk', 'dns'],
    message: 'queried 00000000.example.test.',
    profile: { egress: [] },
    known: { egress: [{ dnsNames: ['00000000.example.test.'] }] },
  },
  {
    ruleId: 'R1003',
    workload: ['talk', 'hidden-ssh'],
    message: 'spoke SSH as a client to 127.0.0.1:2222',
    known: { egress: [{ ipAddress: '127.0.0.1' }] },
  },
];

describeLive('acts in a container raise the alerts that go by its profile', () => {
  let rules: readonly Rule[];
  let folder: string;
  let watch: KernelWatch | undefined;

  beforeAll(async () => {
    ({ rules } = await readRules([rulesFolder]));
  });

  beforeEach(() => {
    folder = makeFolder();
  });

  afterEach(() => {
    watch?.stop();
    watch = undefined;
    removeFolder(folder);
  });

  /** Messages of the rule's alerts about what one container did. */
  async function messagesOf({ ruleId, workload: [name, act] }: Case, profile: ContainerProfile) {
    const alerts: Alert[] = [];
    const engine = createEngine({ rules, includeDisabled: true, profiles: { profileOf: () => profile } });
    const events: RuntimeEvent[] = [];
    watch = await watchKernel({ includeFailed: false }, (event) => {
      if (event.containerId === undefined) return false;
      alerts.push(...engine.process(event));
      events.push(event);
      return false;
    });
    const { containerId, acts } = await runContained(name, { folder, act });
    await watch.settle();
    expect(acts).not.toEqual([]);
    expect(events).not.toEqual([]);
    const ours = alerts.filter((alert) => alert.ruleId === ruleId && alert.container?.id === containerId);
    return ours.map((alert) => alert.message);
  }

  it.each(cases)('fires: $ruleId, $workload', async (one) => {
    const messages = await messagesOf(one, { status: 'completed', completion: 'complete', ...one.profile });
    expect(messages.filter((message) => message.endsWith(`) ${one.message}`))).toHaveLength(1);
  });

  it.each(cases)('stays quiet: $ruleId, $workload, known to the profile', async (one) => {
    const profile: ContainerProfile = { status: 'completed', completion: 'complete', ...one.profile, ...one.known };
    const messages = await messagesOf(one, profile);
    expect(messages.filter((message) => message.endsWith(`) ${one.message}`))).toEqual([]);
  });
});
