import type { PodIdentity } from '@rulelibrary/engine';
import type { Configuration } from '@rulelibrary/schema/configuration';

/** What of the configuration says which pods are watched. */
export type PodScope = Pick<
  Configuration,
  'includeNamespaces' | 'excludeNamespaces' | 'excludeLabels' | 'namespaceName' | 'podName'
>;

/** Our own pods bear it, and only in our own namespace does it count: whoever may make pods there could end us as well. */
const ownLabel = 'kubescape.io/ignore';

/**
 * Whether the containers of a pod are watched: as Kubescape's agent decides, but that of its own namespace only its own pods
 * are left out by themselves. Host and standalone containers have no pod, and are not asked about.
 */
export function isPodWatched(pod: PodIdentity, scope: PodScope): boolean {
  return !isOwnPod(pod, scope) && isNamespaceWatched(pod.namespace, scope) && !isExcluded(pod.labels, scope);
}

function isOwnPod({ namespace, name, labels }: PodIdentity, { namespaceName, podName }: PodScope): boolean {
  if (namespace !== namespaceName) return false;
  return (podName !== '' && name === podName) || labels?.[ownLabel] === 'true';
}

function isNamespaceWatched(namespace: string, { includeNamespaces, excludeNamespaces }: PodScope): boolean {
  if (includeNamespaces.length > 0) return includeNamespaces.includes(namespace);
  return !excludeNamespaces.includes(namespace);
}

function isExcluded(labels: PodIdentity['labels'], { excludeLabels }: PodScope): boolean {
  return Object.entries(excludeLabels).some(([key, value]) => labels?.[key]?.toLowerCase() === value.toLowerCase());
}
