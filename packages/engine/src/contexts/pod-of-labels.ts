import type { PodIdentity } from '@rulelibrary/schema';

/** Under which keys a runtime notes one thing: as label of the kubelet's first, then as annotation of containerd's CRI. */
const keys = {
  name: ['io.kubernetes.pod.name', 'io.kubernetes.cri.sandbox-name'],
  namespace: ['io.kubernetes.pod.namespace', 'io.kubernetes.cri.sandbox-namespace'],
  uid: ['io.kubernetes.pod.uid', 'io.kubernetes.cri.sandbox-uid'],
  containerName: ['io.kubernetes.container.name', 'io.kubernetes.cri.container-name'],
} as const;

/** The pod that labels and annotations of a container name: undefined unless both its name and its namespace are there. */
export function podOfLabels(labels: Readonly<Record<string, string>>): PodIdentity | undefined {
  const find = (what: keyof typeof keys) => keys[what].map((key) => labels[key]).find((value) => value) || undefined;
  const [name, namespace] = [find('name'), find('namespace')];
  if (name === undefined || namespace === undefined) return undefined;
  const [uid, containerName] = [find('uid'), find('containerName')];
  return { namespace, name, ...(uid && { uid }), ...(containerName && { containerName }) };
}
