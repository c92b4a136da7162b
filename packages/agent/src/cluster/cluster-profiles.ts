import { keyText, type ProfileKey, type ProfileSource, type SavedProfile, userDefinedLabel } from '@rulelibrary/engine';
import type { Cluster } from '@rulelibrary/kubernetes';
import type { NamedProfile } from '@rulelibrary/schema';

/** The cluster's profiles, as a node reads and writes them. */
export interface ClusterProfiles {
  /** Those that a user or another product gives: of a container that has one nothing is learned. */
  readonly given: ProfileSource;
  /** What was learned of a container before, here or on another node. */
  stored(key: ProfileKey): NamedProfile | undefined;
  /** Writes one in the background, the newest of each alone. */
  save(saved: SavedProfile): void;
  /** The cluster's view of them has changed. */
  refresh(): void;
  counts(): { readonly written: number; readonly failures: number; readonly waiting: number };
  /** What waits is written, for a few seconds. */
  close(): Promise<void>;
}

/** How long the end waits for the API server: what is not written is in the state directory, and written by the next start. */
const closeMs = 5_000;

export function createClusterProfiles(
  cluster: Pick<Cluster, 'profiles' | 'saveProfile'>,
  onError: (error: unknown) => void,
): ClusterProfiles {
  const counts = { written: 0, failures: 0 };
  const waiting = new Map<string, NamedProfile>();
  let running: Promise<void> | undefined;
  let index = indexOf(cluster.profiles());

  const writeAll = async () => {
    for (const [key, named] of waiting) {
      waiting.delete(key);
      try {
        await cluster.saveProfile(named);
        counts.written += 1;
      } catch (error) {
        // Not tried again by itself: a profile that is learned is saved again, and one that is completed with the next start.
        counts.failures += 1;
        onError(error);
      }
    }
    running = undefined;
  };
  return {
    given: { profileOf: ({ info }) => info?.pod && findGiven(index.given, info.pod) },
    stored: (key) => index.learned.get(keyText(key)),
    save({ key, named }) {
      // Objects stand in namespaces; services of the host and standalone containers have none.
      if (named.namespace === undefined) return;
      waiting.set(keyText(key), named);
      running ??= writeAll();
    },
    refresh() {
      index = indexOf(cluster.profiles());
    },
    counts: () => ({ ...counts, waiting: waiting.size }),
    async close() {
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, closeMs).unref())]);
    },
  };
}

interface ProfileIndex {
  /** By namespace and container. */
  readonly given: ReadonlyMap<string, readonly NamedProfile[]>;
  /** By key. */
  readonly learned: ReadonlyMap<string, NamedProfile>;
}

function indexOf(profiles: readonly NamedProfile[]): ProfileIndex {
  const given = Map.groupBy(
    profiles.filter(({ learning }) => learning === undefined),
    ({ namespace = '', containerName }) => `${namespace}/${containerName}`,
  );
  const learned = profiles.flatMap((named): [string, NamedProfile][] => {
    const { learning, namespace, workload = '', containerName, image, imageDigest } = named;
    if (learning === undefined) return [];
    const ofImage = { ...(image && { image }), ...(imageDigest && { imageDigest }) };
    const place = { context: learning.context, ...(namespace && { namespace }), workload, containerName };
    return [[keyText({ ...place, ...ofImage }), named]];
  });
  return { given, learned: new Map(learned) };
}

/** By the pod's label, else that of its workload: nobody else's, though a container of the same name be in the namespace. */
function findGiven(
  given: ProfileIndex['given'],
  { namespace, containerName = '', labels, workload }: PodNames,
): NamedProfile['profile'] | undefined {
  const name = labels?.[userDefinedLabel] ?? workload?.name;
  if (name === undefined) return undefined;
  return given
    .get(`${namespace}/${containerName}`)
    ?.find((named) => named.workload === name || named.profile.name === name)?.profile;
}

interface PodNames {
  readonly namespace: string;
  readonly containerName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly workload?: { readonly name: string };
}
