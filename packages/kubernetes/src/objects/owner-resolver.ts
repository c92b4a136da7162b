import type { Workload } from '@rulelibrary/schema';
import type { ApiClient } from '../client/api-client.ts';
import { codeOf } from '../cluster-error.ts';
import { isApiObject, type OwnerReference } from '../watch/api-object.ts';
import { pathOf } from '../watch/resource.ts';
import { kinds } from './kinds.ts';
import type { PodRecord } from './pod-record.ts';

export interface OwnerResolver {
  /** As far as it is known now; what is missing is asked for, and `onResolved` called when it is there. */
  workloadOf(pod: PodRecord): Workload;
}

/** Owners that have owners themselves; what owns a Deployment or a CronJob is no workload. */
const between = { ReplicaSet: kinds.replicaSets, Job: kinds.jobs } as const;

/** Owners that are remembered; a node has some hundred. */
const maximumOwners = 5_000;

/** Failed questions are asked again after this long. */
const retryMs = 5_000;

interface Asked {
  readonly atMs: number;
  workload?: Workload;
}

/**
 * Follows the chain of owners by asking for each owner once: a watch on all ReplicaSets of a large cluster would be the
 * larger part of the agent's memory.
 */
export function createOwnerResolver(client: ApiClient, now: () => number, onResolved: () => void): OwnerResolver {
  const asked = new Map<string, Asked>();
  const ask = async (pod: PodRecord, owner: OwnerReference, entry: Asked) => {
    const found = await findOwner(client, pod.namespace, owner);
    if (found === undefined) return;
    entry.workload = found;
    onResolved();
  };
  return {
    workloadOf(pod) {
      const { owner } = pod;
      // Pods that kubelet reads from a file are owned by their node.
      if (owner === undefined || owner.kind === 'Node') return podItself(pod);
      if (!Object.hasOwn(between, owner.kind)) return toWorkload(pod.namespace, owner);
      const known = asked.get(owner.uid);
      if (known?.workload !== undefined) return known.workload;
      if (known === undefined || now() - known.atMs > retryMs) {
        const entry: Asked = { atMs: now() };
        asked.delete(owner.uid);
        asked.set(owner.uid, entry);
        dropOldest(asked);
        void ask(pod, owner, entry);
      }
      return guess(pod, owner);
    },
  };
}

async function findOwner(client: ApiClient, namespace: string, owner: OwnerReference): Promise<Workload | undefined> {
  const resource = between[owner.kind as keyof typeof between];
  try {
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
    const object = await client.call({ path: pathOf(resource, namespace, owner.name), accept });
    if (!isApiObject(object) || object.metadata.uid !== owner.uid) return toWorkload(namespace, owner);
    const next = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
    return toWorkload(namespace, next ?? owner);
  } catch (error) {
    // It is gone: nobody will ever know more. Anything else is asked again.
    return codeOf(error) === 'not-found' ? toWorkload(namespace, owner) : undefined;
  }
}

function toWorkload(namespace: string, { kind, name, uid }: OwnerReference): Workload {
  return { kind, name, namespace, uid };
}

function podItself({ name, namespace, uid }: PodRecord): Workload {
  return { kind: 'Pod', name, namespace, uid };
}

/** Until the answer is there: a Deployment names its ReplicaSets after itself and the hash that its pods carry. */
function guess({ namespace, labels }: PodRecord, owner: OwnerReference): Workload {
  const ending = `-${labels['pod-template-hash']}`;
  const isDeployed = owner.kind === 'ReplicaSet' && owner.name.endsWith(ending);
  return isDeployed
    ? { kind: 'Deployment', name: owner.name.slice(0, -ending.length), namespace }
    : toWorkload(namespace, owner);
}

function dropOldest(asked: Map<string, Asked>): void {
  if (asked.size <= maximumOwners) return;
  const [oldest] = asked.keys();
  if (oldest !== undefined) asked.delete(oldest);
}
