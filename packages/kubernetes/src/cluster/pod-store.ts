import type { PodIdentity, Workload } from '@rulelibrary/schema';
import type { OwnerResolver } from '../objects/owner-resolver.ts';
import type { PodRecord } from '../objects/pod-record.ts';
import type { PodQuestion } from './pod-question.ts';

/** Events of a container come after its pod was deleted; who looks at an alert wants its name then as well. */
export const podKeptMs = 10 * 60_000;

/** Removed pods that are kept: a node that runs short jobs sees thousands in ten minutes. */
export const maximumRemovedPods = 10_000;

type Labels = Readonly<Record<string, string>>;

export interface PodStore {
  put(pod: PodRecord): void;
  remove(pod: PodRecord): void;
  find(question: PodQuestion): PodRecord | undefined;
  /** The same object as long as nothing that it says changes. */
  identify(question: PodQuestion): PodIdentity | undefined;
  readonly size: number;
}

export interface PodStoreOptions {
  readonly owners: OwnerResolver;
  namespaceLabels(namespace: string): Labels | undefined;
  /** Milliseconds, monotonic. */
  now(): number;
}

interface Identified {
  readonly pod: PodRecord;
  readonly workload: Workload;
  readonly namespaceLabels: Labels | undefined;
  readonly byContainer: Map<string, PodIdentity>;
}

export function createPodStore({ owners, namespaceLabels, now }: PodStoreOptions): PodStore {
  const present = new Map<string, PodRecord>();
  /** In the order of their removal. */
  const removed = new Map<string, { readonly pod: PodRecord; readonly atMs: number }>();
  const newest = new Map<string, string>();
  const identified = new WeakMap<PodRecord, Identified>();
  const forget = (uid: string, pod: PodRecord) => {
    removed.delete(uid);
    if (newest.get(nameOf(pod)) === uid) newest.delete(nameOf(pod));
  };
  const dropOld = () => {
    for (const [uid, { pod, atMs }] of removed) {
      if (removed.size <= maximumRemovedPods && now() - atMs <= podKeptMs) return;
      forget(uid, pod);
    }
  };
  const find = ({ namespace, name, uid }: PodQuestion) => {
    dropOld();
    const wanted = uid ?? newest.get(nameOf({ namespace, name }));
    return wanted === undefined ? undefined : (present.get(wanted) ?? removed.get(wanted)?.pod);
  };
  return {
    put(pod) {
      removed.delete(pod.uid);
      present.set(pod.uid, pod);
      newest.set(nameOf(pod), pod.uid);
    },
    remove(pod) {
      if (!present.delete(pod.uid)) return;
      removed.set(pod.uid, { pod, atMs: now() });
      dropOld();
    },
    find,
    identify(question) {
      const pod = find(question);
      if (pod === undefined) return undefined;
      const [workload, labels] = [owners.workloadOf(pod), namespaceLabels(pod.namespace)];
      let known = identified.get(pod);
      if (known === undefined || !isSame(known.workload, workload) || known.namespaceLabels !== labels) {
        known = { pod, workload, namespaceLabels: labels, byContainer: new Map() };
        identified.set(pod, known);
      }
      return identityOf(known, question.containerName);
    },
    get size() {
      return present.size + removed.size;
    },
  };
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function isSame(one: Workload, other: Workload): boolean {
  return one.kind === other.kind && one.name === other.name && one.uid === other.uid;
}

function identityOf({ pod, workload, namespaceLabels, byContainer }: Identified, containerName = ''): PodIdentity {
  const known = byContainer.get(containerName);
  if (known !== undefined) return known;
  const identity: PodIdentity = {
    ...{ namespace: pod.namespace, name: pod.name, uid: pod.uid, labels: pod.labels, workload },
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    ...(containerName !== '' && { containerName }),
    ...(pod.hostNetwork === true && { hostNetwork: true }),
  };
  byContainer.set(containerName, identity);
  return identity;
}
