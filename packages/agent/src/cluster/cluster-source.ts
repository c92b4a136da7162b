import { createKubernetesSource, type KubernetesSource } from '@rulelibrary/engine';
import type { Cluster } from '@rulelibrary/kubernetes';
import type { Pod } from '@rulelibrary/schema';

/** What the `k8s.` functions ask, answered by the cluster as it is at the moment. */
export interface ClusterSource extends KubernetesSource {
  /** The API servers' addresses have changed. */
  refresh(): void;
}

export function createClusterSource(cluster: Pick<Cluster, 'podSpec' | 'apiServerAddresses'>): ClusterSource {
  const byPod = new WeakMap<Pod, KubernetesSource>();
  const readAddresses = () =>
    createKubernetesSource({ pods: [], apiServerAddresses: [...cluster.apiServerAddresses()] });
  let addresses = readAddresses();
  const of = (namespace: string, name: string): KubernetesSource | undefined => {
    const pod = cluster.podSpec({ namespace, name });
    if (pod === undefined) return undefined;
    const known = byPod.get(pod);
    if (known !== undefined) return known;
    const source = createKubernetesSource({ pods: [pod], apiServerAddresses: [] });
    byPod.set(pod, source);
    return source;
  };
  return {
    mountPaths: (namespace, pod, container) => of(namespace, pod)?.mountPaths(namespace, pod, container),
    hasContainer: (namespace, pod, container) => of(namespace, pod)?.hasContainer(namespace, pod, container) ?? false,
    isApiServerAddress: (address) => addresses.isApiServerAddress(address),
    declaredExecutables(id, identity) {
      const { namespace = '', podName = '' } = identity;
      return of(namespace, podName)?.declaredExecutables?.(id, identity) ?? [];
    },
    refresh() {
      addresses = readAddresses();
    },
  };
}
