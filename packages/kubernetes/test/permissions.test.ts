import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type ClusterOptions, openCluster } from '../src/cluster/open-cluster.ts';
import { electLeader } from '../src/leader/elect-leader.ts';
import {
  agentPermissions,
  apiServerPermissions,
  leasePermissions,
  operatorPermissions,
  type PermissionRule,
} from '../src/permissions.ts';
import { createStatusWriter } from '../src/status/status-writer.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { installDefinitions } from './cluster/install-definitions.ts';
import { podObject, ruleOf, rulesObject } from './objects.ts';
import { type Account, createAccount } from './service-account.ts';

const waiting = { timeout: 60_000, interval: 50 };

function open({ client }: Account, options: Partial<ClusterOptions>) {
  const opened = openCluster({ client, random: Math.random, now: () => performance.now(), ...options });
  onTestFinished(() => opened.stop());
  opened.start({ changed: () => undefined, said: () => undefined });
  return opened;
}

/** The rules with one resource left out, for each of them. */
function leavingOut(rules: readonly PermissionRule[]): [string, PermissionRule[]][] {
  return rules.flatMap((rule, index) =>
    rule.resources.map((resource): [string, PermissionRule[]] => [
      `${rule.apiGroups[0]}/${resource}`,
      rules
        .toSpliced(index, 1, { ...rule, resources: rule.resources.filter((other) => other !== resource) })
        .filter(({ resources }) => resources.length > 0),
    ]),
  );
}

await describeCluster('accounts with the least permissions', (cluster) => {
  const inNamespace = { default: [...apiServerPermissions, ...leasePermissions('operator')] };

  beforeAll(() => installDefinitions(cluster()), 60_000);

  it('let an agent see all that it wants to, and write profiles', async () => {
    await cluster().createNamespace('shop');
    await cluster().kubectlWith(JSON.stringify(podObject('shop', 'web', { node: 'node-1' })), 'apply', '-f', '-');
    const agent = await createAccount(cluster(), { name: 'agent', permissions: agentPermissions, inNamespace });
    const opened = open(agent, { nodeName: 'node-1', profiles: true });
    await opened.synced();
    await vi.waitUntil(() => opened.health().parts.every(({ problem }) => problem === undefined), waiting);
    expect(opened.pod({ namespace: 'shop', name: 'web' })?.name).toBe('web');
    const learning = { context: 'kubernetes', savedMs: 0, runningMs: 0, cleanRuns: 0, missed: [] } as const;
    const named = (status: 'ready' | 'completed') =>
      opened.saveProfile({
        namespace: 'shop',
        workload: 'web',
        containerName: 'main',
        profile: { status, name: 'web-1' },
        learning,
      });
    await named('ready');
    await named('completed');
    expect((await cluster().kubectl('get', 'ap', '-n', 'shop')).split('\n')[1]).toContain('completed');
  }, 120_000);

  it.each(
    leavingOut([...agentPermissions, ...apiServerPermissions]).filter(([name]) => !/replicasets|jobs/.test(name)),
  )(
    'an agent that may do nothing with %s says so',
    async (resource, permissions) => {
      const name = `less-${resource.replaceAll(/\W/g, '-').replace(/^-/, '')}`;
      const account = await createAccount(cluster(), { name, permissions });
      const opened = open(account, { nodeName: 'node-1', profiles: true });
      await vi.waitUntil(() => opened.health().parts.some(({ problem }) => problem?.includes('forbidden')), waiting);
      expect(opened.health().ok).toBe(false);
    },
    60_000,
  );

  it('let the operator lead and write status', async () => {
    await cluster().createNamespace('rules');
    const account = await createAccount(cluster(), { name: 'operator', permissions: operatorPermissions, inNamespace });
    const opened = open(account, { allPods: true });
    const { client } = account;
    const election = electLeader({
      ...{ client, namespace: 'default', name: 'operator', identity: 'a', random: Math.random, leaseMs: 3_000 },
      ...{ now: () => performance.now(), wallMs: Date.now, changed: () => writer.refresh() },
    });
    const said: string[] = [];
    const writer = createStatusWriter({
      ...{ client, cluster: opened, isLeader: election.isLeader.bind(election), random: Math.random },
      said: ({ fields }) => said.push(fields['reason'] ?? ''),
    });
    onTestFinished(async () => {
      await writer.stop();
      await election.stop();
    });
    await cluster().kubectlWith(JSON.stringify(rulesObject('one', ruleOf('R9001'))), 'apply', '-f', '-');
    await vi.waitUntil(() => opened.rules().length === 1, waiting);
    writer.report({ objects: [], bindings: [] }, opened.rules());
    await vi.waitUntil(() => writer.stats().writes === 1, waiting);
    expect(election.isLeader()).toBe(true);
    // Renewed, not only made.
    const renewed = () => cluster().kubectl('get', 'lease', 'operator', '-o', 'jsonpath={.spec.renewTime}');
    const first = await renewed();
    await vi.waitUntil(async () => (await renewed()) !== first, waiting);
    expect(said).toEqual([]);
  }, 120_000);

  it('go on with a new token when the old one is no longer good', async () => {
    const old = await createAccount(cluster(), { name: 'old', permissions: agentPermissions, inNamespace });
    const opened = open(old, { nodeName: 'node-1' });
    await opened.synced();
    const next = await createAccount(cluster(), { name: 'next', permissions: agentPermissions, inNamespace });
    await cluster().kubectl('delete', 'serviceaccount', '-n', 'default', 'old');
    // Watches that are open go on with what they were opened with.
    await cluster().stopApiServer();
    await cluster().startApiServer();
    await vi.waitUntil(() => opened.health().parts.some(({ problem }) => problem?.includes('401')), waiting);
    await old.mountToken(await next.createToken());
    await vi.waitUntil(() => opened.health().parts.every(({ state }) => state === 'watching'), waiting);
  }, 120_000);
});
