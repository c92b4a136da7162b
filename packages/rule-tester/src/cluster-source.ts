import type { KubernetesSource } from '@rulelibrary/engine';
import type { RuntimeEvent } from '@rulelibrary/schema';
import type { CaseCluster } from './rule-cases.ts';

/** The case's cluster as the engine asks for it: only the event's own container is known. */
export function clusterSource(cluster: CaseCluster, event: RuntimeEvent): KubernetesSource {
  const isOwn = (namespace: string, podName: string, containerName: string) =>
    namespace === (event.namespace ?? '') && podName === (event.podName ?? '') && containerName === event.containerName;
  return {
    mountPaths: (...names) => (isOwn(...names) ? (cluster.mountPaths ?? []) : undefined),
    isApiServerAddress: (address) => cluster.apiServerAddresses?.includes(address) ?? false,
    hasContainer: isOwn,
    declaredExecutables: (containerId) =>
      containerId === event.containerId ? (cluster.declaredExecutables ?? []) : [],
  };
}
