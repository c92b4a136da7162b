import type { ApiClient } from '../client/api-client.ts';
import type { ApiObject } from '../watch/api-object.ts';
import type { ObjectSelection } from '../watch/object-selection.ts';
import { createReflector, type Reflector } from '../watch/reflector.ts';
import type { ReflectorHealth, ReflectorStats } from '../watch/reflector-health.ts';
import { createStorageIdentity } from '../watch/storage-identity.ts';
import type { ClusterLine } from './cluster.ts';

export interface ViewOptions<Item> {
  readonly name: string;
  readonly selection: ObjectSelection;
  readonly optional?: boolean;
  decode(object: ApiObject, previous: Item | undefined): Item;
  changed(item: Item, previous: Item | undefined, key: string): unknown;
  removed(item: Item, key: string): unknown;
}

/** The reflectors of a cluster, as one. */
export interface Views {
  add<Item>(options: ViewOptions<Item>): Reflector<Item>;
  start(): void;
  synced(): Promise<void>;
  health(): readonly (ReflectorHealth & { readonly name: string })[];
  stats(): Readonly<Record<string, ReflectorStats>>;
  stop(): Promise<void>;
}

export interface ViewsOptions {
  readonly client: ApiClient;
  readonly random: () => number;
  readonly now: () => number;
  said(line: ClusterLine): void;
}

export function createViews({ client, random, now, said }: ViewsOptions): Views {
  const views = new Map<string, Reflector<unknown>>();
  const firstSyncs: Promise<void>[] = [];
  const storageIdentity = createStorageIdentity(client, now);
  return {
    add<Item>({ name, selection, optional, decode, changed, removed }: ViewOptions<Item>) {
      const first = Promise.withResolvers<void>();
      firstSyncs.push(first.promise);
      const warn = (message: string, fields: ClusterLine['fields']) =>
        said({ level: 'warn', message, fields: { resource: name, ...fields } });
      const view = createReflector<Item>({
        ...{ client, selection, random, now, storageIdentity, decode },
        ...(optional === true && { optional }),
        listener: {
          changed: (key, item, previous) => changed(item, previous, key),
          removed: (key, item) => removed(item, key),
          malformed: (key, reason) => warn('Cannot use an object of the cluster', { object: key, reason }),
          restarted: (reason) => warn('The view of the cluster is built anew', { reason }),
          synced: first.resolve,
        },
      });
      views.set(name, view as Reflector<unknown>);
      return view;
    },
    start() {
      for (const view of views.values()) view.start();
    },
    async synced() {
      await Promise.all(firstSyncs);
    },
    health: () => [...views].map(([name, view]) => ({ name, ...view.health() })),
    stats: () => Object.fromEntries([...views].map(([name, view]) => [name, view.stats()])),
    async stop() {
      await Promise.all([...views.values()].map((view) => view.stop()));
    },
  };
}
