import type { PodIdentity } from '@rulelibrary/schema';
import type { ContainerIdentity } from '../profile-source.ts';

/** Labels of a pod and of its namespace, as far as known. */
export type PodLabels = Pick<PodIdentity, 'labels' | 'namespaceLabels'>;

/** What the cluster knows, as far as rules ask for it. */
export interface KubernetesSource {
  /**
   * Mount paths of the container of the pod; with namespace and pod empty, of the standalone container of that name.
   * @returns undefined when it is unknown
   */
  mountPaths(namespace: string, podName: string, containerName: string): readonly string[] | undefined;
  /** Whether it is an address of the kubernetes Service or of one of its endpoints. */
  isApiServerAddress(address: string): boolean;
  hasContainer(namespace: string, podName: string, containerName: string): boolean;
  /** What bindings select the pod by, where an event does not come with it: of recordings. */
  labelsOf?(namespace: string, podName: string): PodLabels | undefined;
  /**
   * Paths of the executables that the pod's own spec runs in the container (`command[0]`, lifecycle hooks and probes);
   * a bare name stands here as one path for each directory of the image's PATH.
   * @param container its names too, where it is the container of the event in hand
   */
  declaredExecutables?(containerId: string, container: ContainerIdentity): readonly string[];
}

/** The `k8s.*` functions; without a source the cluster is unknown: empty and false. */
export function createKubernetesHelpers(source: KubernetesSource | undefined) {
  return {
    /** `k8s.get_container_mount_paths` */
    getContainerMountPaths: (namespace: string, podName: string, containerName: string): readonly string[] =>
      source?.mountPaths(namespace, podName, containerName) ?? [],
    /** `k8s.is_api_server_address` */
    isApiServerAddress: (address: string): boolean => source?.isApiServerAddress(address) ?? false,
    /** `k8s.get_container_by_name` */
    getContainerByName: (namespace: string, podName: string, name: string): boolean =>
      source?.hasContainer(namespace, podName, name) ?? false,
  };
}
