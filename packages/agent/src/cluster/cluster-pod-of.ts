import type { Container, PodIdentity } from '@rulelibrary/engine';
import type { Cluster } from '@rulelibrary/kubernetes';

/** The cluster's pod of a container, by what its runtime knows of it: the labels that kubelet gives. */
export function clusterPodOf(cluster: Pick<Cluster, 'pod'>): (container: Container) => PodIdentity | undefined {
  return ({ labels = {} }) => {
    const namespace = labels['io.kubernetes.pod.namespace'];
    const name = labels['io.kubernetes.pod.name'];
    if (!namespace || !name) return undefined;
    const uid = labels['io.kubernetes.pod.uid'];
    const containerName = labels['io.kubernetes.container.name'];
    return cluster.pod({ namespace, name, ...(uid && { uid }), ...(containerName && { containerName }) });
  };
}
