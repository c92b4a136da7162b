import type { Workload } from '@rulelibrary/schema';
import { type NamedProfile, parseProfiles } from '@rulelibrary/schema';
import type { ApiClient } from '../client/api-client.ts';
import type { ClusterLine } from '../cluster/cluster.ts';
import type { Views } from '../cluster/views.ts';
import { kinds } from '../objects/kinds.ts';
import type { PodRecord } from '../objects/pod-record.ts';
import type { ApiObject } from '../watch/api-object.ts';
import type { Resource } from '../watch/resource.ts';
import { readObject } from './write-profile.ts';

/** Label of a pod: the name of the profile that it has. */
export const userDefinedLabel = 'kubescape.io/user-defined-profile';

/** Profiles that are held in memory; a node has some hundred containers. */
export const maximumProfiles = 2_000;

const collectMs = 250;
const retryMs = 5_000;
const pageSize = 500;

/** What is kept of every profile object of the cluster; the object itself is read where a pod of the node has a use for it. */
interface ProfileObject {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly workload: string;
}

export interface LibraryOptions {
  readonly client: ApiClient;
  readonly views: Views;
  pods(): Iterable<PodRecord>;
  workloadOf(pod: PodRecord): Workload | undefined;
  changed(): void;
  said(line: ClusterLine): void;
}

/** The profiles of the pods of a node: those of their workloads, and those that they name. */
export interface ProfileLibrary {
  profiles(): readonly NamedProfile[];
  /** Pods have changed. */
  refresh(): void;
  stop(): Promise<void>;
}

/** Where profile objects are: ours, and those of Kubescape's storage. */
const sources = [
  { name: 'profiles', pair: [kinds.applicationProfiles, kinds.networkNeighborhoods] },
  { name: 'stored profiles', pair: [kinds.storedApplicationProfiles, kinds.storedNetworkNeighborhoods] },
] as const;

export function createProfileLibrary(options: LibraryOptions): ProfileLibrary {
  return new Library(options);
}

interface Source {
  readonly name: string;
  readonly pair: readonly Resource[];
  readonly views: readonly { readonly items: ReadonlyMap<string, ProfileObject> }[];
}

interface Wanted {
  readonly source: Source;
  readonly namespace: string;
  readonly name: string;
  /** Of both objects. */
  readonly version: string;
}

class Library implements ProfileLibrary {
  readonly #options: LibraryOptions;
  readonly #sources: readonly Source[];
  readonly #loaded = new Map<string, { readonly version: string; readonly profiles: readonly NamedProfile[] }>();
  #all: readonly NamedProfile[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #running: Promise<void> | undefined;
  #isStale = false;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#sources = sources.map(({ name, pair }) => ({
      ...{ name, pair },
      views: pair.map((resource) => this.#view(`${name}: ${resource.plural}`, resource)),
    }));
  }

  profiles(): readonly NamedProfile[] {
    return this.#all;
  }

  refresh(): void {
    this.#later(collectMs);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #view(name: string, resource: Resource) {
    return this.#options.views.add<ProfileObject>({
      name,
      selection: { resource, metadataOnly: true, pageSize },
      optional: true,
      decode: readMetadata,
      changed: (item, previous) => item.version !== previous?.version && this.refresh(),
      removed: () => this.refresh(),
    });
  }

  #later(ms: number): void {
    this.#isStale = true;
    if (this.#running !== undefined || this.#isStopped) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#update().finally(() => {
        this.#running = undefined;
        if (this.#isStale) this.#later(collectMs);
      });
    }, ms);
  }

  async #update(): Promise<void> {
    this.#isStale = false;
    const wanted = this.#wanted();
    let isChanged = this.#dropUnwanted(wanted);
    for (const [key, one] of wanted) {
      if (this.#isStopped) return;
      if (this.#loaded.get(key)?.version !== one.version) isChanged = (await this.#load(key, one)) || isChanged;
    }
    if (!isChanged) return;
    this.#all = [...this.#loaded.values()].flatMap(({ profiles }) => profiles);
    this.#options.changed();
  }

  #dropUnwanted(wanted: ReadonlyMap<string, Wanted>): boolean {
    const gone = [...this.#loaded.keys()].filter((key) => !wanted.has(key));
    for (const key of gone) this.#loaded.delete(key);
    return gone.length > 0;
  }

  #wanted(): Map<string, Wanted> {
    const wanted = new Map<string, Wanted>();
    const [workloads, names] = this.#askedFor();
    for (const source of this.#sources) {
      for (const view of source.views) {
        for (const { key, namespace, name, workload } of view.items.values()) {
          const isWanted = names.has(key) || workloads.has(`${namespace}/${workload}`);
          if (!isWanted || wanted.size >= maximumProfiles) continue;
          const version = source.views.map(({ items }) => items.get(key)?.version ?? '').join();
          wanted.set(`${source.name} ${key}`, { source, namespace, name, version });
        }
      }
    }
    return wanted;
  }

  /** Workloads of the pods, and names that their labels give, each with its namespace. */
  #askedFor(): readonly [ReadonlySet<string>, ReadonlySet<string>] {
    const [workloads, names] = [new Set<string>(), new Set<string>()];
    for (const pod of this.#options.pods()) {
      const workload = this.#options.workloadOf(pod);
      if (workload !== undefined) workloads.add(`${pod.namespace}/${workload.name}`);
      const named = pod.labels[userDefinedLabel];
      if (named) names.add(`${pod.namespace}/${named}`);
    }
    return [workloads, names];
  }

  /** @returns whether what is known of it changed */
  async #load(key: string, { source, namespace, name, version }: Wanted): Promise<boolean> {
    try {
      const { client } = this.#options;
      const objects = await Promise.all(
        source.pair.map((resource) => readObject(client, resource, { namespace, name })),
      );
      const texts = objects.filter((object) => object !== undefined).map((object) => JSON.stringify(object));
      const { profiles, problems } = parseProfiles(texts.join('\n---\n'), `profile ${namespace}/${name}`);
      this.#loaded.set(key, { version, profiles });
      if (problems[0] !== undefined && texts.length > 0) this.#warn(`${namespace}/${name}`, problems[0].message);
      return true;
    } catch (error) {
      this.#warn(`${namespace}/${name}`, error instanceof Error ? error.message : String(error));
      setTimeout(() => this.refresh(), retryMs).unref();
      return false;
    }
  }

  #warn(object: string, reason: string): void {
    this.#options.said({ level: 'warn', message: 'Cannot read a profile', fields: { object, reason } });
  }
}

function readMetadata({ metadata }: ApiObject): ProfileObject {
  const { namespace = '', name, resourceVersion = '', annotations = {}, labels = {} } = metadata;
  const workload = annotations['kubescape.io/workload'] ?? labels['kubescape.io/workload-name'] ?? name;
  return { key: `${namespace}/${name}`, namespace, name, version: resourceVersion, workload };
}
