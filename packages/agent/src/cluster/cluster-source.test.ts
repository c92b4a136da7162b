import { parsePods } from '@rulelibrary/schema';
import { expect, it } from 'vitest';
import { createClusterSource } from './cluster-source.ts';

const text = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop' },
  spec: {
    containers: [{ name: 'app', image: 'a', command: ['/bin/app'], volumeMounts: [{ name: 'd', mountPath: '/data' }] }],
  },
});

it('answers by the pod’s spec and the API servers’ addresses as they are at the moment', () => {
  const [pod] = parsePods(text, 'pod.yaml').pods;
  let addresses = ['10.0.0.1'];
  const source = createClusterSource({
    podSpec: ({ namespace, name }) => (namespace === 'shop' && name === 'web-0' ? pod : undefined),
    apiServerAddresses: () => addresses,
  });
  expect(source.mountPaths('shop', 'web-0', 'app')).toEqual(['/data']);
  expect(source.mountPaths('blog', 'web-0', 'app')).toBeUndefined();
  expect(source.hasContainer('shop', 'web-0', 'app')).toBe(true);
  expect(source.hasContainer('shop', 'web-0', 'sidecar')).toBe(false);
  const names = { namespace: 'shop', podName: 'web-0', containerName: 'app' };
  expect(source.declaredExecutables?.('c1', names)).toEqual(['/bin/app']);
  expect(source.declaredExecutables?.('c1', {})).toEqual([]);
  expect(source.isApiServerAddress('10.0.0.1')).toBe(true);
  addresses = ['10.0.0.2'];
  expect(source.isApiServerAddress('10.0.0.2')).toBe(false);
  source.refresh();
  expect([source.isApiServerAddress('10.0.0.2'), source.isApiServerAddress('10.0.0.1')]).toEqual([true, false]);
});
