import { expect, it } from 'vitest';
import type { ContextInfo } from '../contexts/context-info.ts';
import { containerOf } from '../contexts/contexts.test.support.ts';
import type { KubernetesSource } from '../helpers/k8s.ts';
import { withContainerMounts } from './container-mounts.ts';

const web: ContextInfo = {
  context: 'standalone',
  workloadId: 'web:c1',
  ownContexts: [],
  container: containerOf({ mountPaths: ['/data'] }),
};
const twin: ContextInfo = { ...web, container: containerOf({ id: 'c2', mountPaths: ['/twin'] }) };
const { name: _, ...nameless } = containerOf({ id: 'c3', mountPaths: ['/nameless'] });
const unnamed: ContextInfo = { ...web, container: nameless };
const pod: ContextInfo = {
  ...web,
  context: 'kubernetes',
  pod: { namespace: 'shop', name: 'web-0', containerName: 'nginx' },
  container: containerOf({ mountPaths: ['/pod'] }),
};
const cluster: KubernetesSource = {
  mountPaths: (_namespace, podName) => (podName === 'web-1' ? ['/spec'] : undefined),
  isApiServerAddress: (address) => address === '10.0.0.1',
  hasContainer: () => true,
  declaredExecutables: () => ['/bin/init'],
};
const contexts = [web, twin, unnamed, pod].map((info) => ({ info, namespaces: [] }));

it.each<[string, ContextInfo | undefined, [string, string, string], readonly string[] | undefined]>([
  ['the container in hand, before another of its name', twin, ['', '', 'web'], ['/twin']],
  ['another than the one in hand', pod, ['', '', 'web'], ['/data']],
  ['one without a name', unnamed, ['', '', ''], ['/nameless']],
  ['a pod’s, where the cluster is silent', undefined, ['shop', 'web-0', 'nginx'], ['/pod']],
  ['a pod’s, as its spec says', pod, ['shop', 'web-1', 'nginx'], ['/spec']],
  ['not a pod’s by its container’s name alone', undefined, ['', '', 'nginx'], undefined],
  ['nobody’s', web, ['', '', 'db'], undefined],
])('mount paths are of %s', (_name, current, names, expected) => {
  const source = withContainerMounts(cluster, { current: () => current, contexts: () => contexts });
  expect(source.mountPaths(...names)).toEqual(expected);
});

it('all else is the cluster’s to say, and nothing without one', () => {
  const knowledge = { current: () => undefined, contexts: () => contexts };
  const answers = (source: KubernetesSource) => [
    source.isApiServerAddress('10.0.0.1'),
    source.hasContainer('a', 'b', 'c'),
    source.declaredExecutables?.('c1', {}),
  ];
  expect(answers(withContainerMounts(cluster, knowledge))).toEqual([true, true, ['/bin/init']]);
  expect(answers(withContainerMounts(undefined, knowledge))).toEqual([false, false, []]);
});
