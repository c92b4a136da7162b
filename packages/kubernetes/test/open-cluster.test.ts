import { formatProblem } from '@rulelibrary/schema';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ClusterChange, ClusterLine } from '../src/cluster/cluster.ts';
import { type ClusterOptions, openCluster } from '../src/cluster/open-cluster.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { installDefinitions } from './cluster/install-definitions.ts';
import { advertisedAddress, type TestCluster } from './cluster/test-cluster.ts';
import { bindingObject, podObject, ruleOf, rulesObject } from './objects.ts';
import { openClient } from './open-client.ts';

const waiting = { timeout: 60_000, interval: 20 };

async function openTestCluster(cluster: TestCluster, options: Partial<ClusterOptions> = {}) {
  const client = await openClient(cluster);
  const opened = openCluster({
    client,
    ...(options.allPods !== true && { nodeName: 'node-1' }),
    random: Math.random,
    now: () => performance.now(),
    ...options,
  });
  onTestFinished(() => opened.stop());
  const changes: ClusterChange[] = [];
  const lines: ClusterLine[] = [];
  opened.start({ changed: (change) => changes.push(change), said: (line) => lines.push(line) });
  await opened.synced();
  return { opened, changes, lines };
}

await describeCluster('the view of a cluster', (cluster) => {
  const apply = (...objects: readonly object[]) =>
    cluster().kubectlWith(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }), 'apply', '-f', '-');

  it('waits for definitions that are not there yet', async () => {
    const { opened } = await openTestCluster(cluster());
    expect(opened.rules()).toEqual([]);
    expect(opened.health().parts.find(({ name }) => name === 'rules')).toMatchObject({ state: 'absent' });
    await installDefinitions(cluster());
    await cluster().createNamespace('rules');
    await apply(rulesObject('first', ruleOf('R9001')));
    await vi.waitUntil(() => opened.rules().length === 1, waiting);
    expect(opened.health()).toMatchObject({ ok: true });
    await cluster().kubectl('delete', 'rules', '-n', 'rules', '--all');
  }, 120_000);

  it('reads rules of every object; a faulty rule takes no other with it', async () => {
    const { opened } = await openTestCluster(cluster());
    await apply(rulesObject('custom', ruleOf('R9001'), { ...ruleOf('R9002'), profileDataRequired: { execs: 'some' } }));
    await vi.waitUntil(() => opened.rulesObjects().length === 1, waiting);
    expect(opened.rules().map(({ spec, object, place }) => [spec.id, object?.name, place.file])).toEqual([
      ['R9001', 'custom', 'Rules rules/custom spec.rules[0]'],
    ]);
    expect(opened.problems().map(formatProblem)).toEqual([
      'Rules rules/custom spec.rules[1].profileDataRequired.execs: Expected "all" or a list of patterns, got "some"',
    ]);
    const [before] = opened.rules();
    await cluster().kubectl(
      'patch',
      'rules',
      '-n',
      'rules',
      'custom',
      '--subresource=status',
      '--type=merge',
      '-p',
      '{"status":{"total":2}}',
    );
    await vi.waitUntil(() => opened.rulesObjects()[0]?.status !== undefined, waiting);
    expect(opened.rules()[0]).toBe(before);
    await cluster().kubectl('delete', 'rules', '-n', 'rules', 'custom');
    await vi.waitUntil(() => opened.rules().length === 0, waiting);
  }, 120_000);

  it('tells once of what kubectl applies together', async () => {
    const { opened, changes } = await openTestCluster(cluster());
    changes.length = 0;
    await apply(bindingObject('one'), bindingObject('two'), bindingObject('three'));
    await vi.waitUntil(() => opened.bindings().length === 3, waiting);
    await vi.waitUntil(() => changes.some(({ bindings }) => bindings), waiting);
    expect(changes.filter(({ bindings }) => bindings).length).toBeLessThanOrEqual(2);
    expect(changes.every(({ rules }) => !rules)).toBe(true);
  }, 120_000);

  it('knows pods of its node with the end of their chain of owners, and no others', async () => {
    await cluster().createNamespace('shop', { team: 'a' });
    const deployment = await created(cluster(), 'deployment', 'web', {});
    const replicaSet = await created(cluster(), 'replicaset', 'web-abc', { owner: deployment, kind: 'Deployment' });
    const labels = { app: 'web', 'pod-template-hash': 'abc' };
    const { opened } = await openTestCluster(cluster());
    await apply(
      podObject('shop', 'web-abc-1', {
        node: 'node-1',
        labels,
        owner: { kind: 'ReplicaSet', name: 'web-abc', uid: replicaSet },
      }),
      podObject('shop', 'elsewhere', { node: 'node-2' }),
      podObject('shop', 'alone', { node: 'node-1' }),
    );
    const question = { namespace: 'shop', name: 'web-abc-1', containerName: 'main' };
    await vi.waitUntil(() => opened.pod(question)?.workload?.uid === deployment, waiting);
    expect(opened.pod(question)).toMatchObject({
      ...{ namespace: 'shop', name: 'web-abc-1', containerName: 'main', labels },
      workload: { kind: 'Deployment', name: 'web', namespace: 'shop', uid: deployment },
    });
    expect(opened.pod(question)?.namespaceLabels).toMatchObject({ team: 'a' });
    expect(opened.podSpec(question)?.containers).toEqual([
      { name: 'main', mountPaths: ['/data'], commands: ['/bin/main', '/bin/check'] },
    ]);
    expect(opened.pod({ namespace: 'shop', name: 'alone' })?.workload).toMatchObject({ kind: 'Pod', name: 'alone' });
    expect(opened.pod({ namespace: 'shop', name: 'elsewhere' })).toBeUndefined();
  }, 120_000);

  it('follows a Job to its CronJob, and stays with an owner that nobody can be asked about', async () => {
    await cluster().createNamespace('jobs');
    const { opened } = await openTestCluster(cluster());
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'none' }] } };
    const uidOf = (object: object) =>
      cluster().kubectlWith(JSON.stringify(object), ...['create', '-f', '-', '-o', 'jsonpath={.metadata.uid}']);
    const cronJob = await uidOf({
      ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly', namespace: 'jobs' } },
      spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template } } },
    });
    const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', uid: cronJob, controller: true };
    const job = await uidOf({
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      ...{ metadata: { name: 'nightly-1', namespace: 'jobs', ownerReferences: [owner] }, spec: { template } },
    });
    await apply(
      podObject('jobs', 'nightly-1-a', { node: 'node-1', owner: { kind: 'Job', name: 'nightly-1', uid: job } }),
      podObject('jobs', 'orphan', { node: 'node-1', owner: { kind: 'Job', name: 'gone', uid: 'u-gone' } }),
      podObject('jobs', 'daemon', { node: 'node-1', owner: { kind: 'DaemonSet', name: 'agents', uid: 'u-agents' } }),
    );
    const workload = (name: string) => opened.pod({ namespace: 'jobs', name })?.workload;
    await vi.waitUntil(() => workload('nightly-1-a')?.kind === 'CronJob', waiting);
    expect(workload('nightly-1-a')).toEqual({ kind: 'CronJob', name: 'nightly', namespace: 'jobs', uid: cronJob });
    await vi.waitUntil(() => workload('orphan') !== undefined && workload('daemon') !== undefined, waiting);
    expect([workload('orphan'), workload('daemon')]).toEqual([
      { kind: 'Job', name: 'gone', namespace: 'jobs', uid: 'u-gone' },
      { kind: 'DaemonSet', name: 'agents', namespace: 'jobs', uid: 'u-agents' },
    ]);
  }, 120_000);

  it('sees a change of labels within 2 s, of a pod and of a namespace', async () => {
    await cluster().createNamespace('labels', { team: 'a' });
    await apply(podObject('labels', 'web', { node: 'node-1', labels: { app: 'web' } }));
    const { opened, changes } = await openTestCluster(cluster());
    const question = { namespace: 'labels', name: 'web' };
    await vi.waitUntil(() => opened.pod(question)?.namespaceLabels?.['team'] === 'a', waiting);
    const before = opened.pod(question);
    expect(opened.pod(question)).toBe(before);
    const seenAfter = async (write: () => Promise<unknown>, isSeen: () => boolean) => {
      changes.length = 0;
      await write();
      const startedMs = performance.now();
      await vi.waitUntil(() => changes.some(({ pods }) => pods) && isSeen(), waiting);
      return performance.now() - startedMs;
    };
    const label = (...args: readonly string[]) => cluster().kubectl('label', '--overwrite', ...args);
    expect(
      await seenAfter(
        () => label('pod', '-n', 'labels', 'web', 'app=other'),
        () => opened.pod(question)?.labels?.['app'] === 'other',
      ),
    ).toBeLessThan(2_000);
    expect(
      await seenAfter(
        () => label('namespace', 'labels', 'team=b'),
        () => opened.pod(question)?.namespaceLabels?.['team'] === 'b',
      ),
    ).toBeLessThan(2_000);
    expect(opened.pod(question)).not.toBe(before);
  }, 120_000);

  it('knows the addresses of the API server, and a pod that was removed', async () => {
    await cluster().createNamespace('removed');
    await apply(podObject('removed', 'short', { node: 'node-1' }));
    const { opened } = await openTestCluster(cluster());
    await vi.waitUntil(() => opened.apiServerAddresses().length === 2, waiting);
    expect(opened.apiServerAddresses()).toEqual(['10.96.0.1', advertisedAddress]);
    await cluster().kubectl('delete', 'pod', '-n', 'removed', 'short', '--force', '--grace-period=0');
    await vi.waitUntil(() => [...opened.pods()].every(({ name }) => name !== 'short'), waiting);
    expect(opened.pod({ namespace: 'removed', name: 'short' })?.name).toBe('short');
  }, 120_000);

  it('watches every pod of the cluster by its labels, where it is told so', async () => {
    await cluster().createNamespace('every');
    await apply(
      podObject('every', 'a', { node: 'node-1' }),
      podObject('every', 'b', { node: 'node-2', labels: { app: 'b' } }),
    );
    const { opened } = await openTestCluster(cluster(), { allPods: true });
    const seen = () => [...opened.pods()].filter(({ namespace }) => namespace === 'every');
    await vi.waitUntil(() => seen().length === 2, waiting);
    expect(seen().map(({ name, labels, spec }) => ({ name, labels, spec }))).toEqual([
      { name: 'a', labels: {} },
      { name: 'b', labels: { app: 'b' } },
    ]);
  }, 120_000);

  it('says so when the data of etcd was lost, and goes on', async () => {
    await cluster().createNamespace('rules');
    await apply(rulesObject('old', ruleOf('R9001')));
    const { opened, lines } = await openTestCluster(cluster());
    await vi.waitUntil(() => opened.rules().length === 1, waiting);
    await cluster().wipe();
    await vi.waitUntil(() => opened.rules().length === 0, waiting);
    expect(lines.map(({ message, fields }) => [message, fields['reason']])).toContainEqual([
      'The view of the cluster is built anew',
      "The API server's data was replaced",
    ]);
    await installDefinitions(cluster());
    await cluster().createNamespace('rules');
    await apply(rulesObject('new', ruleOf('R9002')));
    await vi.waitUntil(() => opened.rules()[0]?.spec.id === 'R9002', waiting);
    await vi.waitUntil(() => opened.health().ok, waiting);
  }, 240_000);
});

/** Makes an object of the group apps, and gives its uid. */
async function created(
  cluster: TestCluster,
  kind: 'deployment' | 'replicaset',
  name: string,
  { owner, kind: ownerKind }: { readonly owner?: string; readonly kind?: string },
): Promise<string> {
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'none' }] } };
  const owners = owner ? [{ apiVersion: 'apps/v1', kind: ownerKind, name: 'web', uid: owner, controller: true }] : [];
  const object = {
    apiVersion: 'apps/v1',
    kind: kind === 'deployment' ? 'Deployment' : 'ReplicaSet',
    metadata: { name, namespace: 'shop', ownerReferences: owners },
    spec: { replicas: 0, selector: { matchLabels: { app: 'web' } }, template },
  };
  return cluster.kubectlWith(JSON.stringify(object), 'create', '-f', '-', '-o', 'jsonpath={.metadata.uid}');
}
