import { describe, expect, it } from 'vitest';
import { eventOf } from '../fixtures.test.support.ts';
import { createKubernetesSource } from '../helpers/create-kubernetes-source.ts';
import { createRecordedContexts } from './recorded-contexts.ts';

const pod = { containerId: 'c1', containerName: 'web', namespace: 'shop', podName: 'web-0' };

describe('contexts of recorded events', () => {
  it.each([
    ['the host', { hostName: 'node-1' }, { context: 'host', workloadId: 'node-1' }],
    ['a host without a name', {}, { context: 'host', workloadId: '' }],
    [
      'a standalone container',
      { containerId: 'c1', containerName: 'db', image: 'postgres:17', labels: { tier: 'data' } },
      {
        context: 'standalone',
        workloadId: 'db:c1',
        container: { id: 'c1', name: 'db', image: 'postgres:17', labels: { tier: 'data' } },
      },
    ],
    [
      'a pod',
      pod,
      {
        context: 'kubernetes',
        workloadId: 'shop/web-0',
        container: { id: 'c1' },
        pod: { namespace: 'shop', name: 'web-0', containerName: 'web' },
      },
    ],
    ['an admission request', { eventType: 'k8s-admission', mntns: 0 }, { context: 'kubernetes', ownContexts: [] }],
  ] as const)('%s', (_, changes, expected) => {
    expect(createRecordedContexts()(eventOf(changes))).toMatchObject(expected);
  });

  it.each([
    ['a container with the label', { containerId: 'c1', labels: { app: 'ledger' } }, ['payments']],
    ['one of a pod, too', { ...pod, labels: { app: 'ledger' } }, ['payments']],
    ['a container with another', { containerId: 'c1', labels: { app: 'web' } }, []],
    ['a container without', { containerId: 'c1' }, []],
    ['the host', { labels: { app: 'ledger' } }, []],
  ])('are the user’s own by labels: %s', (_, changes, expected) => {
    const contextOf = createRecordedContexts([{ name: 'payments', labels: { app: 'ledger' } }]);
    expect(contextOf(eventOf(changes)).ownContexts).toEqual(expected);
  });

  it('are shared by the events of one container, and by no others', () => {
    const contextOf = createRecordedContexts();
    const first = contextOf(eventOf(pod));
    const others = [{}, { hostName: 'node-2' }, { containerId: 'c2' }, { namespace: 'other' }, { podName: 'web-1' }];
    for (const changes of others) {
      const other = Object.keys(changes).length === 0 ? eventOf() : eventOf({ ...pod, ...changes });
      expect(contextOf(other)).not.toBe(first);
    }
    expect(contextOf(eventOf({ ...pod, pid: 99 }))).toBe(first);
  });

  it('keep hosts apart that are replayed together', () => {
    const contextOf = createRecordedContexts();
    const hosts = ['a', 'b', 'a'].map((hostName) => contextOf(eventOf({ hostName })).workloadId);
    expect(hosts).toEqual(['a', 'b', 'a']);
  });

  it('are forgotten beyond 4,096 containers, the oldest first', () => {
    const contextOf = createRecordedContexts();
    const of = (index: number) => contextOf(eventOf({ containerId: `c${index}` }));
    const first = of(0);
    const second = of(1);
    for (let index = 2; index < 4096; index++) of(index);
    expect(of(0)).toBe(first);
    of(4096);
    expect(of(1)).toBe(second);
    expect(of(0)).not.toBe(first);
  });
});

describe('pods of recorded events', () => {
  it('have the labels of the record', () => {
    const info = createRecordedContexts()(eventOf({ ...pod, labels: { app: 'web' } }));
    expect(info.pod).toEqual({ namespace: 'shop', name: 'web-0', labels: { app: 'web' }, containerName: 'web' });
  });

  it('have the labels that the cluster gives them, where it knows them', () => {
    const place = { file: 'pods.yaml', line: 1, column: 1 };
    const kubernetes = createKubernetesSource({
      pods: [{ namespace: 'shop', name: 'web-0', labels: { app: 'real' }, containers: [], place }],
      namespaces: [{ name: 'shop', labels: { team: 'a' } }],
      apiServerAddresses: [],
    });
    const contextOf = createRecordedContexts([], kubernetes);
    const labels = { app: 'recorded' };
    const podAt = (namespace: string) => contextOf(eventOf({ ...pod, namespace, labels })).pod;
    expect(podAt('shop')).toMatchObject({ labels: { app: 'real' }, namespaceLabels: { team: 'a' } });
    expect(podAt('other')).toMatchObject({ labels });
    expect(podAt('other')).not.toHaveProperty('namespaceLabels');
  });

  it('are those that an admission request is about, one by one', () => {
    const contextOf = createRecordedContexts();
    const admission = (Resource: string, Name: string) =>
      contextOf(eventOf({ eventType: 'k8s-admission', mntns: 0, Namespace: 'shop', Name, Resource })).pod;
    expect(admission('pods', 'web-0')).toEqual({ namespace: 'shop', name: 'web-0' });
    expect(admission('pods', 'web-1')).toEqual({ namespace: 'shop', name: 'web-1' });
    expect(admission('services', 'web-0')).toBeUndefined();
  });
});
