import type { Pod } from '@rulelibrary/schema';
import { parsePodObject } from '@rulelibrary/schema/objects';
import { type ApiObject, isRecord, type OwnerReference } from '../watch/api-object.ts';

/** What is kept of a pod. */
export interface PodRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Who made it; absent: somebody by hand. */
  readonly owner?: OwnerReference;
  readonly hostNetwork?: boolean;
  /** Its containers; absent where metadata alone was asked for. */
  readonly spec?: Pod;
  /** Equal for two records that say the same. */
  readonly fingerprint: string;
}

/** Members of a container that anybody asks for; the rest (env but PATH, resources, …) is most of a pod's size. */
const containerKeys = [
  'name',
  'command',
  'workingDir',
  'volumeMounts',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
];

/**
 * @param previous the record of the same pod, which is given back where nothing changed: most changes of a pod are its status
 * @throws Error where it is no pod
 */
export function decodePod(object: ApiObject, previous: PodRecord | undefined): PodRecord {
  const { namespace = '', name, uid, labels = {}, ownerReferences = [] } = object.metadata;
  if (uid === undefined) throw new Error('Missing key "metadata.uid"');
  const owner = ownerReferences.find(({ controller }) => controller === true);
  const spec = isRecord(object.spec) ? trim(object.spec) : undefined;
  const hostNetwork = isRecord(object.spec) && object.spec['hostNetwork'] === true;
  const told = { uid, labels, owner, spec, hostNetwork };
  const fingerprint = JSON.stringify(told);
  if (previous?.fingerprint === fingerprint) return previous;
  const parsed = spec && parsePodObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec });
  return {
    ...{ namespace, name, uid, labels },
    ...(owner !== undefined && { owner }),
    ...(hostNetwork && { hostNetwork }),
    ...(parsed?.pod !== undefined && { spec: parsed.pod }),
    fingerprint,
  };
}

function trim(spec: Record<string, unknown>): object {
  const lists = ['containers', 'initContainers', 'ephemeralContainers'].map((key) => {
    const list = Array.isArray(spec[key]) ? (spec[key] as readonly unknown[]) : [];
    return [key, list.filter(isRecord).map(trimContainer)];
  });
  return Object.fromEntries(lists);
}

function trimContainer(container: Record<string, unknown>): object {
  const env = Array.isArray(container['env']) ? (container['env'] as readonly unknown[]) : [];
  const path = env.filter((entry) => isRecord(entry) && entry['name'] === 'PATH');
  const kept = containerKeys.flatMap((key) => (container[key] === undefined ? [] : [[key, container[key]]]));
  return { ...Object.fromEntries(kept), ...(path.length > 0 && { env: path }) };
}
