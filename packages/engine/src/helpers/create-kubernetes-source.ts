import type { ClusterObjects, Pod, PodContainer } from '@rulelibrary/schema';
import { createAddressSet } from './address-match.ts';
import { declaredPaths } from './declared-paths.ts';
import type { KubernetesSource } from './k8s.ts';

/**
 * What objects in files say of a cluster, as helper functions ask for it. A pod without a namespace counts in any; one with a
 * namespace comes first. Standalone containers have no pod, so nothing is known of them.
 */
export function createKubernetesSource({
  pods,
  namespaces = [],
  apiServerAddresses,
}: ClusterObjects): KubernetesSource {
  const byName = Map.groupBy(pods, ({ name }) => name);
  const namespaceLabels = new Map(namespaces.map(({ name, labels }) => [name, labels]));
  const addresses = createAddressSet(apiServerAddresses);
  const find = (namespace: string, podName: string, containerName: string): PodContainer | undefined =>
    findPod(byName.get(podName) ?? [], namespace)?.containers.find(({ name }) => name === containerName);
  const pathsOf = new WeakMap<PodContainer, readonly string[]>();
  return {
    mountPaths: (...names) => find(...names)?.mountPaths,
    isApiServerAddress: (address) => addresses.has(address),
    labelsOf(namespace, podName) {
      const labels = findPod(byName.get(podName) ?? [], namespace)?.labels;
      const ofNamespace = namespaceLabels.get(namespace);
      return { ...(labels && { labels }), ...(ofNamespace && { namespaceLabels: ofNamespace }) };
    },
    hasContainer: (...names) => find(...names) !== undefined,
    declaredExecutables(_id, { namespace = '', podName = '', containerName = '' }) {
      const container = find(namespace, podName, containerName);
      if (container === undefined) return [];
      const paths = pathsOf.get(container) ?? declaredPaths(container);
      pathsOf.set(container, paths);
      return paths;
    },
  };
}

function findPod(pods: readonly Pod[], namespace: string): Pod | undefined {
  return pods.find((pod) => pod.namespace === namespace) ?? pods.find((pod) => pod.namespace === undefined);
}
