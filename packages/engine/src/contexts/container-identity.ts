import type { ContainerIdentity } from '../profile-source.ts';
import type { ContextInfo } from './context-info.ts';

/** What names the container of a context, as a source of profiles is asked for it; undefined where there is none. */
export function containerIdentity(info: ContextInfo): ContainerIdentity | undefined {
  const { container, pod } = info;
  if (container === undefined) return undefined;
  return {
    containerId: container.id,
    containerName: pod?.containerName ?? container.name,
    namespace: pod?.namespace,
    podName: pod?.name,
    info,
  };
}
