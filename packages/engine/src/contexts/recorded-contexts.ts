import type { RuntimeEvent } from '@rulelibrary/schema';
import type { KubernetesSource } from '../helpers/k8s.ts';
import { contextOf } from '../source-context.ts';
import type { ContextInfo } from './context-info.ts';
import { createOwnContexts, type OwnContext, type OwnContextsOf } from './own-contexts.ts';

/** The last ones met; a recording rarely has more containers at once. */
const maxKept = 4096;

/**
 * Where recorded events happened, by what they carry themselves: their pod, else their container, else the host. Events of
 * one container share what is given, which is made with its first.
 * @param ownContexts found by the labels that events carry; environments are not recorded
 * @param kubernetes knows the labels of pods and namespaces better than the events do
 */
export function createRecordedContexts(
  ownContexts: readonly OwnContext[] = [],
  kubernetes?: KubernetesSource,
): (event: RuntimeEvent) => ContextInfo {
  const sources: InfoSources = { ownContextsOf: createOwnContexts(ownContexts), kubernetes };
  const kept = new Map<string, ContextInfo>();
  let host: { readonly name: string | undefined; readonly info: ContextInfo } | undefined;
  return (event) => {
    // Most events are of one host: they cost two comparisons.
    if (isOfHost(event)) {
      const { hostName: name } = event;
      if (host?.name !== name || host === undefined) host = { name, info: infoOf(event, sources) };
      return host.info;
    }
    const key = keyOf(event);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const info = infoOf(event, sources);
    if (kept.size >= maxKept) kept.delete(kept.keys().next().value as string);
    kept.set(key, info);
    return info;
  };
}

function isOfHost({ eventType, containerId, podName }: RuntimeEvent): boolean {
  return !containerId && !podName && eventType !== 'k8s-admission';
}

/** All that {@link infoOf} reads but the image and labels of a container, which do not change while it has its id. */
function keyOf(event: RuntimeEvent): string {
  const { eventType, containerId, containerName, hostName } = event;
  return [eventType === 'k8s-admission', containerId, containerName, ...podOf(event), hostName].join('\0');
}

/** Namespace and name of the pod; an admission request is about one, or about something else. */
function podOf({ eventType, namespace, podName, Namespace, Name, Resource }: RuntimeEvent): [string, string] {
  if (eventType !== 'k8s-admission') return [namespace ?? '', podName ?? ''];
  return [Namespace ?? '', Resource === 'pods' ? (Name ?? '') : ''];
}

interface InfoSources {
  readonly ownContextsOf: OwnContextsOf;
  readonly kubernetes: KubernetesSource | undefined;
}

function infoOf(event: RuntimeEvent, { ownContextsOf, kubernetes }: InfoSources): ContextInfo {
  const { containerName, hostName, labels } = event;
  const [namespace, podName] = podOf(event);
  const context = contextOf(event);
  const container = containerOf(event);
  const isPod = context === 'kubernetes' && namespace !== '' && podName !== '';
  return {
    context,
    workloadId: isPod
      ? `${namespace}/${podName}`
      : container
        ? `${containerName ?? ''}:${container.id}`
        : (hostName ?? ''),
    ownContexts: container === undefined ? [] : ownContextsOf(container),
    ...(container && { container }),
    ...(isPod && {
      // A recording has one set of labels, and of a container in a pod these are the pod's.
      pod: {
        namespace,
        name: podName,
        ...(labels && { labels }),
        ...kubernetes?.labelsOf?.(namespace, podName),
        ...(containerName && { containerName }),
      },
    }),
  };
}

/** Its first process and start are not recorded: 0. */
function containerOf({
  containerId,
  containerName,
  image,
  imageDigest,
  labels,
  mntns,
}: RuntimeEvent): ContextInfo['container'] {
  if (!containerId) return undefined;
  return {
    id: containerId,
    mntns,
    pid: 0,
    ...(containerName && { name: containerName }),
    ...(image && { image }),
    ...(imageDigest && { imageDigest }),
    ...(labels && { labels }),
    startedMs: 0,
    wasRunning: true,
  };
}
