import { type NamedProfile, profileObjects } from '@rulelibrary/schema';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openCluster } from '../src/cluster/open-cluster.ts';
import { maximumObjectBytes } from '../src/profiles/fit-profile.ts';
import { writeProfile } from '../src/profiles/write-profile.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { installDefinitions, installStoredDefinitions } from './cluster/install-definitions.ts';
import type { TestCluster } from './cluster/test-cluster.ts';
import { podObject } from './objects.ts';
import { openClient } from './open-client.ts';

const waiting = { timeout: 60_000, interval: 50 };
const random = Math.random;

function learned(name: string, profile: Partial<NamedProfile['profile']> = {}): NamedProfile {
  return {
    ...{ namespace: 'shop', workload: 'web', containerName: 'main', image: 'nginx:1' },
    profile: { status: 'ready', completion: 'complete', coverage: { execs: 'all', syscalls: 'all' }, name, ...profile },
    learning: { context: 'kubernetes', savedMs: 1_000, runningMs: 500, cleanRuns: 0, missed: [] },
  };
}

async function openNode(cluster: TestCluster, nodeName: string) {
  const client = await openClient(cluster);
  const opened = openCluster({ client, nodeName, profiles: true, random, now: () => performance.now() });
  onTestFinished(() => opened.stop());
  const lines: string[] = [];
  opened.start({
    changed: () => undefined,
    said: ({ message, fields }) => lines.push(`${message} ${fields['reason']}`),
  });
  await opened.synced();
  return { opened, lines };
}

await describeCluster('profiles in the cluster', (cluster) => {
  const apply = (...objects: readonly object[]) =>
    cluster().kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }), 'apply', '-f', '-');

  beforeAll(async () => {
    await installDefinitions(cluster());
    await cluster().createNamespace('shop');
  }, 60_000);

  it('are written, shown by kubectl, and there again for the next agent on the node', async () => {
    await apply({ ...podObject('shop', 'web', { node: 'node-1' }) });
    const first = await openNode(cluster(), 'node-1');
    const named = learned('web-main-1', {
      status: 'completed',
      syscalls: ['read'],
      egress: [{ ipAddresses: ['1.1.1.1'] }],
    });
    await first.opened.saveProfile(named);
    expect(await cluster().kubectl('get', 'ap,nn', '-n', 'shop')).toMatch(
      /NAME +STATUS +COMPLETION +AGE\napplicationprofile\S+web-main-1 +completed +complete +\d+s\n\nNAME +STATUS +COMPLETION +AGE\nnetwork\S+web-main-1 +completed +complete/,
    );
    const next = await openNode(cluster(), 'node-1');
    await vi.waitUntil(() => next.opened.profiles().length > 0, waiting);
    expect(next.opened.profiles()).toEqual([named]);
    const elsewhere = await openNode(cluster(), 'node-2');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(elsewhere.opened.profiles()).toEqual([]);
    expect(next.lines).toEqual([]);
  }, 120_000);

  it('lose nothing when ten nodes write the same one at the same time', async () => {
    const client = await openClient(cluster());
    const nodes = Array.from({ length: 10 }, (_, index) => `node-${index}`);
    const write = (node: string, round: number) =>
      writeProfile(
        client,
        learned('web-main-2', { execs: [{ path: `/bin/${node}`, args: [node, `${round}`] }], syscalls: [node] }),
        random,
      );
    for (const round of [1, 2]) await Promise.all(nodes.map((node) => write(node, round)));
    const last = await write('node-0', 2);
    expect(last.profile.syscalls?.toSorted()).toEqual(nodes);
    const seen = last.profile.execs?.map(({ args }) => args?.join(' ')).toSorted();
    expect(seen).toEqual([1, 2].flatMap((round) => nodes.map((node) => `${node} ${round}`)).toSorted());
  }, 120_000);

  it('are not written when they say what is there already', async () => {
    const client = await openClient(cluster());
    const version = () =>
      cluster().kubectl('get', 'ap', '-n', 'shop', 'web-main-3', '-o', 'jsonpath={.metadata.resourceVersion}');
    await writeProfile(client, learned('web-main-3', { syscalls: ['read', 'write'] }), random);
    const before = await version();
    await writeProfile(client, learned('web-main-3', { syscalls: ['write'] }), random);
    expect(await version()).toBe(before);
  }, 120_000);

  it('are cut to what etcd takes, and say so', async () => {
    const client = await openClient(cluster());
    const opens = Array.from({ length: 40_000 }, (_, index) => ({ path: `/data/${String(index).padStart(40, '0')}` }));
    const named = learned('web-main-4', { opens, coverage: { opens: 'all', execs: 'all' } });
    const [object] = profileObjects(named);
    expect(JSON.stringify(object).length).toBeGreaterThan(2 * maximumObjectBytes);
    await writeProfile(client, named, random);
    const shown = await cluster().kubectl(
      'get',
      'ap',
      '-n',
      'shop',
      'web-main-4',
      '-o',
      'jsonpath={.metadata.annotations}',
    );
    expect(JSON.parse(shown)).toMatchObject({
      ...{ 'kubescape.io/completion': 'partial', 'kubescape.io/coverage': 'execs', 'kubescape.io/missed': 'opens' },
    });
  }, 120_000);

  it("never write over a user's own, and are taken from there where a pod's label says so", async () => {
    const own = {
      apiVersion: 'kubescape.io/v1',
      kind: 'ApplicationProfile',
      metadata: { name: 'mine', namespace: 'shop' },
      spec: { containers: [{ name: 'main', syscalls: ['mine'] }] },
    };
    await apply(
      own,
      podObject('shop', 'labelled', { node: 'node-3', labels: { 'kubescape.io/user-defined-profile': 'mine' } }),
    );
    const client = await openClient(cluster());
    await expect(writeProfile(client, learned('mine'), random)).rejects.toMatchObject({ code: 'conflict' });
    const { opened } = await openNode(cluster(), 'node-3');
    await vi.waitUntil(() => opened.profiles().length > 0, waiting);
    expect(opened.profiles()).toEqual([
      {
        namespace: 'shop',
        workload: 'mine',
        containerName: 'main',
        profile: { status: 'completed', name: 'mine', syscalls: ['mine'] },
      },
    ]);
    await apply({ ...own, spec: { containers: [{ name: 'main', syscalls: ['changed'] }] } });
    await vi.waitUntil(() => opened.profiles()[0]?.profile.syscalls?.[0] === 'changed', waiting);
    await cluster().kubectl('label', 'pod', '-n', 'shop', 'labelled', 'kubescape.io/user-defined-profile-');
    await vi.waitUntil(() => opened.profiles().length === 0, waiting);
  }, 120_000);

  it("are read where Kubescape's storage has them, by the workload that their labels name", async () => {
    await installStoredDefinitions(cluster());
    await cluster().createNamespace('stored');
    const labels = { 'kubescape.io/workload-kind': 'Pod', 'kubescape.io/workload-name': 'api' };
    const annotations = { 'kubescape.io/status': 'completed', 'kubescape.io/completion': 'complete' };
    const profile = (name: string, workload: string) => ({
      apiVersion: 'spdx.softwarecomposition.kubescape.io/v1beta1',
      kind: 'ApplicationProfile',
      metadata: {
        name,
        namespace: 'stored',
        annotations,
        labels: { ...labels, 'kubescape.io/workload-name': workload },
      },
      spec: { containers: [{ name: 'main', syscalls: [name] }] },
    });
    await apply(
      podObject('stored', 'api', { node: 'node-4' }),
      profile('pod-api-1', 'api'),
      profile('pod-other-1', 'other'),
    );
    const { opened } = await openNode(cluster(), 'node-4');
    await vi.waitUntil(() => opened.profiles().length > 0, waiting);
    expect(opened.profiles().map(({ profile: { name, syscalls } }) => ({ name, syscalls }))).toEqual([
      { name: 'pod-api-1', syscalls: ['pod-api-1'] },
    ]);
  }, 120_000);

  it('are not written over what cannot be read', async () => {
    const client = await openClient(cluster());
    const broken = { name: 'web-main-5', namespace: 'shop', annotations: { 'kubescape.io/status': 'finished' } };
    await apply({ apiVersion: 'kubescape.io/v1', kind: 'ApplicationProfile', metadata: broken, spec: {} });
    await expect(writeProfile(client, learned('web-main-5'), random)).rejects.toMatchObject({ code: 'malformed' });
  }, 120_000);
});
