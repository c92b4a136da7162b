import type { PodIdentity } from '@rulelibrary/schema';
import { describe, expect, it } from 'vitest';
import { containerOf, hostMntns } from './contexts.test.support.ts';
import { createDetectorManager } from './detector-manager.ts';

const manager = createDetectorManager({
  hostMntns: () => hostMntns,
  hostName: 'node',
  ownContextsOf: ({ name }) => (name === 'web' ? ['payments'] : []),
});
const kubelet = {
  'io.kubernetes.pod.name': 'web-0',
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.pod.uid': 'u-1',
  'io.kubernetes.container.name': 'nginx',
};
const cri = {
  'io.kubernetes.cri.sandbox-name': 'web-0',
  'io.kubernetes.cri.sandbox-namespace': 'shop',
  'io.kubernetes.cri.sandbox-uid': 'u-1',
  'io.kubernetes.cri.container-name': 'nginx',
};
const noted: PodIdentity = { namespace: 'shop', name: 'web-0', uid: 'u-1', containerName: 'nginx' };

describe('what a mount namespace is', () => {
  it.each([
    ['labels of the kubelet', { container: containerOf({ labels: kubelet }) }, noted],
    ['annotations of the CRI', { container: containerOf({ labels: cri }) }, noted],
    [
      'labels with no more than the names',
      {
        container: containerOf({
          labels: { 'io.kubernetes.pod.name': 'web-0', 'io.kubernetes.pod.namespace': 'shop' },
        }),
      },
      { namespace: 'shop', name: 'web-0' },
    ],
    ['the cluster', { container: containerOf(), pod: { namespace: 'a', name: 'b' } }, { namespace: 'a', name: 'b' }],
    [
      'the cluster before the labels, which add what it does not say',
      {
        container: containerOf({ labels: kubelet }),
        pod: { namespace: 'shop', name: 'web-0', labels: { app: 'web' } },
      },
      { ...noted, labels: { app: 'web' } },
    ],
  ])('Kubernetes, by %s', (_, evidence, pod) => {
    const { namespace, name } = pod;
    const info = manager.detect({ mntns: 7, ...evidence });
    expect(info).toEqual({
      context: 'kubernetes',
      workloadId: `${namespace}/${name}`,
      ownContexts: ['payments'],
      container: evidence.container,
      pod,
    });
  });

  it.each([
    ['no label', {}],
    ['a pod without its namespace', { 'io.kubernetes.pod.name': 'web-0' }],
    ['a namespace without its pod', { 'io.kubernetes.pod.namespace': 'shop' }],
    ['an empty name', { ...kubelet, 'io.kubernetes.pod.name': '' }],
  ])('standalone, by a container with %s', (_, labels) => {
    const container = containerOf({ labels });
    expect(manager.detect({ mntns: 7, container })).toEqual({
      context: 'standalone',
      workloadId: 'web:c1',
      ownContexts: ['payments'],
      container,
    });
  });

  it('standalone, of a container without a name', () => {
    const { name: _, ...container } = containerOf();
    expect(manager.detect({ mntns: 7, container })).toMatchObject({ workloadId: ':c1', ownContexts: [] });
  });

  it.each([
    ['its mount namespace', { mntns: hostMntns }],
    ['its mount namespace, whatever container is in it', { mntns: hostMntns, container: containerOf() }],
    ['no evidence of anything else', { mntns: 9 }],
  ])('the host, by %s', (_, evidence) => {
    expect(manager.detect(evidence)).toEqual({ context: 'host', workloadId: 'node', ownContexts: [] });
  });

  it('standalone, while nobody knows the host’s own namespace', () => {
    const early = createDetectorManager({ hostMntns: () => 0, hostName: 'node', ownContextsOf: () => [] });
    expect(early.detect({ mntns: 0, container: containerOf({ mntns: 0 }) }).context).toBe('standalone');
  });
});
