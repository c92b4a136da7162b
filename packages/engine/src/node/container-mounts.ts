import type { ContextInfo } from '../contexts/context-info.ts';
import type { TrackedContext } from '../contexts/context-tracker.ts';
import type { KubernetesSource } from '../helpers/k8s.ts';

export interface NodeKnowledge {
  /** Where the event in hand happened. */
  readonly current: () => ContextInfo | undefined;
  readonly contexts: () => readonly TrackedContext[];
}

/**
 * What the cluster says, and of mount paths what the containers' own configuration says where it is silent: standalone
 * containers have no pod, and a node may have no cluster.
 */
export function withContainerMounts(
  cluster: KubernetesSource | undefined,
  { current, contexts }: NodeKnowledge,
): KubernetesSource {
  return {
    isApiServerAddress: (address) => cluster?.isApiServerAddress(address) ?? false,
    hasContainer: (...names) => cluster?.hasContainer(...names) ?? false,
    declaredExecutables: (id, container) => cluster?.declaredExecutables?.(id, container) ?? [],
    mountPaths(...names) {
      const isNamed = isCalled(names);
      const here = current();
      const info = here && isNamed(here) ? here : contexts().find((context) => isNamed(context.info))?.info;
      return cluster?.mountPaths(...names) ?? info?.container?.mountPaths;
    },
  };
}

function isCalled([namespace, podName, containerName]: readonly [string, string, string]) {
  return ({ container, pod }: ContextInfo): boolean => {
    const name = pod?.containerName ?? container?.name ?? '';
    return (pod?.namespace ?? '') === namespace && (pod?.name ?? '') === podName && name === containerName;
  };
}
