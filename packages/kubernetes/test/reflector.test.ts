import { expect, it, onTestFinished, vi } from 'vitest';
import type { ApiObject } from '../src/watch/api-object.ts';
import { createReflector, type Reflector, type ReflectorOptions } from '../src/watch/reflector.ts';
import { isCurrent } from '../src/watch/reflector-health.ts';
import { createStorageIdentity } from '../src/watch/storage-identity.ts';
import { describeCluster } from './cluster/describe-cluster.ts';
import { openGate } from './cluster/open-gate.ts';
import type { TestCluster } from './cluster/test-cluster.ts';
import { openClient } from './open-client.ts';

const configMaps = { group: '', version: 'v1', plural: 'configmaps', kind: 'ConfigMap' };
const waiting = { timeout: 60_000, interval: 50 };

type Options = Partial<ReflectorOptions<string>> & { readonly url?: string };

/** Of the ConfigMaps of a namespace what they say under the key `text`; one that says nothing is malformed. */
async function reflect(cluster: TestCluster, namespace: string, { url, ...options }: Options = {}) {
  const client = await openClient(cluster, url);
  const told: string[] = [];
  const reflector: Reflector<string> = createReflector<string>({
    client,
    selection: { resource: configMaps, namespace, pageSize: 2, ...options.selection },
    decode: textOf,
    listener: {
      changed: (key, text, previous) => told.push(`${key}: ${previous ?? 'new'} -> ${text}`),
      removed: (key) => told.push(`${key}: removed`),
      malformed: (key, reason) => told.push(`${key}: ${reason}`),
      synced: () => told.push('synced'),
      restarted: (reason) => told.push(`restarted: ${reason}`),
    },
    storageIdentity: createStorageIdentity(client, () => performance.now()),
    random: Math.random,
    now: () => performance.now(),
    ...options,
  });
  onTestFinished(() => reflector.stop());
  reflector.start();
  return { reflector, told, client };
}

function textOf(object: ApiObject): string {
  const { data } = object as ApiObject & { readonly data?: Readonly<Record<string, string>> };
  if (data?.['text'] === undefined) throw new Error('Missing key "text"');
  return data['text'];
}

await describeCluster('a reflector', (cluster) => {
  const write = (namespace: string, name: string, data: object) =>
    cluster().kubectlWith(
      JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }),
      ...['apply', '-f', '-'],
    );

  it('lists page by page, then follows: changes, removals, and one object that cannot be used', async () => {
    await cluster().createNamespace('follow');
    for (const name of ['a', 'b', 'c', 'd', 'e']) await write('follow', name, { text: name });
    const { reflector, told } = await reflect(cluster(), 'follow');
    await vi.waitUntil(() => told.includes('synced'), waiting);
    expect(Object.fromEntries(reflector.items)).toEqual(
      Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`follow/${name}`, name])),
    );
    told.length = 0;
    await write('follow', 'a', { text: 'changed' });
    await write('follow', 'b', { other: 'x', text: null });
    await cluster().kubectl('delete', 'configmap', '-n', 'follow', 'c');
    await write('follow', 'b', { text: 'mended' });
    await vi.waitUntil(() => told.includes('follow/b: new -> mended'), waiting);
    expect(told).toEqual([
      'follow/a: a -> changed',
      'follow/b: removed',
      'follow/b: Missing key "text"',
      'follow/c: removed',
      'follow/b: new -> mended',
    ]);
    expect(reflector.stats()).toMatchObject({ objects: 4, lists: 1, restarts: 0, malformed: 1, malformedNow: 0 });
    expect(reflector.health()).toMatchObject({ state: 'watching' });
  }, 120_000);

  it('takes objects up to its maximum, and counts the others', async () => {
    await cluster().createNamespace('many');
    for (const name of ['a', 'b', 'c']) await write('many', name, { text: name });
    const exact = await reflect(cluster(), 'many', { maximumObjects: 3 });
    const less = await reflect(cluster(), 'many', { maximumObjects: 2 });
    await vi.waitUntil(() => exact.told.includes('synced') && less.told.includes('synced'), waiting);
    expect(exact.reflector.stats()).toMatchObject({ objects: 3, refused: 0 });
    expect(less.reflector.stats()).toMatchObject({ objects: 2, refused: 1 });
  }, 120_000);

  it('says that a resource is not served, and sees it when it comes', async () => {
    const resource = { group: 'test.example', version: 'v1', plural: 'things', kind: 'Thing' };
    const { reflector, told } = await reflect(cluster(), 'default', {
      selection: { resource, pageSize: 2 },
      decode: ({ metadata }) => metadata.name,
    });
    await vi.waitUntil(() => reflector.health().state === 'absent', waiting);
    expect(reflector.health().problem).toBe('The API server does not serve things.test.example');
    const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
    const names = { plural: 'things', kind: 'Thing' };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.test.example' },
      spec: { group: 'test.example', scope: 'Namespaced', names, versions: [version] },
    };
    await cluster().kubectlWith(JSON.stringify(definition), 'apply', '-f', '-');
    const thing = { apiVersion: 'test.example/v1', kind: 'Thing', metadata: { name: 'first', namespace: 'default' } };
    await cluster().kubectl('wait', '--for=condition=Established', 'crd/things.test.example');
    await vi.waitUntil(() => reflector.health().state === 'watching', waiting);
    await cluster().kubectlWith(JSON.stringify(thing), 'apply', '-f', '-');
    await vi.waitUntil(() => told.includes('default/first: new -> first'), waiting);
  }, 120_000);

  it('goes on where it was when the API server comes back, and misses nothing', async () => {
    await cluster().createNamespace('back');
    await write('back', 'a', { text: 'before' });
    const { reflector, told } = await reflect(cluster(), 'back');
    await vi.waitUntil(() => told.includes('synced'), waiting);
    await cluster().stopApiServer();
    await vi.waitUntil(() => reflector.health().state === 'waiting', waiting);
    await vi.waitUntil(() => reflector.health().problem?.startsWith('Cannot reach'), waiting);
    expect(reflector.items.get('back/a')).toBe('before');
    await cluster().startApiServer();
    await write('back', 'a', { text: 'after' });
    await vi.waitUntil(() => reflector.items.get('back/a') === 'after', { ...waiting, timeout: 10_000 });
    expect(isCurrent(reflector.health())).toBe(true);
  }, 120_000);

  it('is current again as soon as it is connected, though nothing happens', async () => {
    await cluster().createNamespace('quiet');
    const gate = await openGate(cluster().url);
    onTestFinished(() => gate.close());
    const clock = { aheadMs: 0 };
    const now = () => performance.now() + clock.aheadMs;
    const { reflector, told } = await reflect(cluster(), 'quiet', { url: gate.url, now });
    await vi.waitUntil(() => told.includes('synced') && reflector.health().state === 'watching', waiting);
    gate.shut();
    await vi.waitUntil(() => reflector.health().state === 'waiting', waiting);
    clock.aheadMs = 120_000;
    expect(isCurrent(reflector.health())).toBe(false);
    gate.open();
    await vi.waitUntil(() => isCurrent(reflector.health()), { ...waiting, timeout: 10_000 });
    expect(reflector.stats()).toMatchObject({ lists: 1, events: 0 });
  }, 120_000);

  it('lists anew when what comes next was compacted away', async () => {
    await cluster().createNamespace('gone');
    await write('gone', 'a', { text: 'first' });
    await write('gone', 'stays', { text: 'x' });
    const gate = await openGate(cluster().url);
    onTestFinished(() => gate.close());
    const { reflector, told } = await reflect(cluster(), 'gone', { url: gate.url });
    await vi.waitUntil(() => told.includes('synced'), waiting);
    gate.shut();
    told.length = 0;
    await cluster().kubectl('delete', 'configmap', '-n', 'gone', 'a');
    await write('gone', 'b', { text: 'second' });
    await cluster().compact();
    // Its own memory of the past begins with its start.
    await cluster().stopApiServer();
    await cluster().startApiServer();
    gate.open();
    await vi.waitUntil(() => reflector.items.get('gone/b') === 'second', waiting);
    await vi.waitUntil(() => !reflector.items.has('gone/a'), waiting);
    expect(reflector.stats()).toMatchObject({ gone: 1, lists: 2, objects: 2 });
    expect(told.filter((line) => line.startsWith('gone/stays: removed'))).toEqual([]);
  }, 120_000);

  it('gives up a connection that is dead without a word', async () => {
    await cluster().createNamespace('dead');
    await write('dead', 'a', { text: 'before' });
    const gate = await openGate(cluster().url);
    onTestFinished(() => gate.close());
    const { reflector, told } = await reflect(cluster(), 'dead', { url: gate.url });
    await vi.waitUntil(() => told.includes('synced'), waiting);
    gate.freeze();
    await vi.waitUntil(() => reflector.health().state === 'waiting', waiting);
    await write('dead', 'a', { text: 'after' });
    gate.open();
    await vi.waitUntil(() => reflector.items.get('dead/a') === 'after', waiting);
    expect(isCurrent(reflector.health())).toBe(true);
  }, 240_000);

  it('knows when all data was lost, and goes on with what there is', async () => {
    await cluster().createNamespace('lost');
    await write('lost', 'old', { text: 'old' });
    const { reflector, told } = await reflect(cluster(), 'lost');
    await vi.waitUntil(() => told.includes('synced'), waiting);
    await cluster().wipe();
    await cluster().createNamespace('lost');
    await write('lost', 'new', { text: 'new' });
    await vi.waitUntil(() => reflector.items.get('lost/new') === 'new', waiting);
    expect([...reflector.items.keys()]).toEqual(['lost/new']);
    expect(told.filter((line) => line.startsWith('restarted'))).toEqual([
      "restarted: The API server's data was replaced",
    ]);
  }, 120_000);
});
