import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../client/api-client.ts';
import { ClusterError, codeOf } from '../cluster-error.ts';
import { type ApiObject, isApiObject, keyOf } from './api-object.ts';
import { createBackoff } from './backoff.ts';
import { listObjects, listPage } from './list-objects.ts';
import type { ObjectSelection } from './object-selection.ts';
import type { ReflectorHealth, ReflectorStats } from './reflector-health.ts';
import type { StorageIdentity } from './storage-identity.ts';
import { type WatchEvent, watchObjects } from './watch-objects.ts';

/** Told of objects as they come, change and go. What it throws is taken for a fault of the object. */
export interface ReflectorListener<Item> {
  changed(key: string, item: Item, previous: Item | undefined): void;
  removed(key: string, item: Item): void;
  /** The object cannot be used; the one before it, if there was one, is gone. */
  malformed(key: string, reason: string): void;
  /** All that was there at one moment has been told. */
  synced(): void;
  /** The view was lost, and is built anew. */
  restarted(reason: string): void;
}

export interface ReflectorOptions<Item> {
  readonly client: ApiClient;
  readonly selection: ObjectSelection;
  /** Makes of an object what is kept of it; gives back the item before it where nothing that counts changed. Throws where it cannot: that object alone is left out. */
  readonly decode: (object: ApiObject, previous: Item | undefined) => Item;
  readonly listener: Partial<ReflectorListener<Item>>;
  /** That the cluster does not serve the resource is nothing to worry about. */
  readonly optional?: boolean;
  /** Objects that are kept; more are left out and counted. */
  readonly maximumObjects?: number;
  /** What the API server's storage is: another answer means that it was replaced. */
  readonly storageIdentity?: StorageIdentity;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** Keeps a copy of objects in step with the API server, whatever happens to the connection. */
export interface Reflector<Item> {
  readonly items: ReadonlyMap<string, Item>;
  start(): void;
  health(): ReflectorHealth;
  stats(): ReflectorStats;
  /** Ends when the last request has. */
  stop(): Promise<void>;
}

/** The API server is asked to end a watch after 5 to 10 minutes, so that watches spread over its replicas. */
const watchSeconds = 300;

/** A resource that is not served may be installed at any time. */
const absentRetryMs = 5_000;

/** After this long without a line it is asked whether the API server is there at all. */
const silenceMs = 15_000;

/** The API server sends a bookmark about every minute: after this long the connection is dead, whatever others say. */
const longestSilenceMs = 180_000;

/** An attempt that ends before is no success. */
const shortMs = 1_000;

/** An attempt that lasted this long says nothing about the next. */
const steadyMs = 10_000;

const defaultMaximumObjects = 200_000;

export function createReflector<Item>(options: ReflectorOptions<Item>): Reflector<Item> {
  return new ObjectReflector(options);
}

/** Guards that items, resource version and state belong together. */
class ObjectReflector<Item> implements Reflector<Item> {
  readonly #options: ReflectorOptions<Item>;
  readonly #items = new Map<string, Item>();
  readonly #malformed = new Map<string, string>();
  readonly #counts = { lists: 0, watches: 0, restarts: 0, gone: 0, events: 0, bookmarks: 0, malformed: 0, refused: 0 };
  readonly #stopped = new AbortController();
  #attempt = new AbortController();
  #state: ReflectorHealth['state'] = 'starting';
  #problem: string | undefined;
  /** Undefined: list first. */
  #resourceVersion: string | undefined;
  #storage: string | undefined;
  #confirmedMs: number | undefined;
  #lineMs = 0;
  #ended: Promise<void> | undefined;

  constructor(options: ReflectorOptions<Item>) {
    this.#options = options;
  }

  get items(): ReadonlyMap<string, Item> {
    return this.#items;
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  health(): ReflectorHealth {
    const age = this.#confirmedMs === undefined ? undefined : this.#options.now() - this.#confirmedMs;
    return {
      state: this.#state,
      ...(age !== undefined && { ageMs: age }),
      ...(this.#problem !== undefined && { problem: this.#problem }),
    };
  }

  stats(): ReflectorStats {
    return { ...this.#counts, objects: this.#items.size, malformedNow: this.#malformed.size };
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#attempt.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const backoff = createBackoff({ random: this.#options.random });
    while (!this.#stopped.signal.aborted) {
      this.#attempt = new AbortController();
      const startedMs = this.#options.now();
      const lastedMs = () => this.#options.now() - startedMs;
      const waitMs = await this.#attemptOnce().then(
        // A watch that ends at once would be started as fast as the machine can.
        () => (lastedMs() < shortMs ? backoff.next() : undefined),
        (error: unknown) => this.#failed(error, () => backoff.next()),
      );
      if (lastedMs() > steadyMs) backoff.reset();
      if (waitMs !== undefined && !this.#attempt.signal.aborted) await this.#wait(waitMs);
    }
  }

  /** A list where one is needed, then a watch until it ends. */
  async #attemptOnce(): Promise<void> {
    if (this.#resourceVersion === undefined) await this.#list();
    else if (this.#state === 'waiting') await this.#checkStorage(this.#resourceVersion);
    await this.#watch(this.#resourceVersion ?? '');
  }

  async #list(): Promise<void> {
    const { client, selection, storageIdentity } = this.#options;
    this.#state = this.#state === 'absent' ? 'absent' : 'listing';
    this.#counts.lists++;
    this.#storage = await storageIdentity?.();
    const seen = new Set<string>();
    const version = await listObjects(client, selection, (object) => this.#listed(object, seen), this.#attempt.signal);
    for (const [key, item] of this.#items) if (!seen.has(key)) this.#remove(key, item);
    for (const key of this.#malformed.keys()) if (!seen.has(key)) this.#malformed.delete(key);
    this.#resourceVersion = version;
    this.#confirm();
    this.#options.listener.synced?.();
  }

  #listed(object: unknown, seen: Set<string>): void {
    if (!isApiObject(object)) {
      this.#counts.malformed++;
      return;
    }
    seen.add(keyOf(object));
    this.#apply(object);
  }

  /**
   * A connection broke, and what is on its other end now may have another past: an API server answers a watch from a resource
   * version that its storage has not reached with silence.
   */
  async #checkStorage(resourceVersion: string): Promise<void> {
    const { client, selection, storageIdentity, now } = this.#options;
    const probe = { ...selection, metadataOnly: true, pageSize: 1 };
    const current = await listPage(client, probe, this.#attempt.signal);
    // After the list, and not by an earlier answer: a list may wait for an API server that is only just starting.
    if ((await storageIdentity?.(now())) !== this.#storage)
      throw new ClusterError('gone', "The API server's data was replaced");
    if (isOlder(current.resourceVersion, resourceVersion))
      throw new ClusterError('gone', "The API server's data is older than before");
  }

  async #watch(resourceVersion: string): Promise<void> {
    const { client, selection, random } = this.#options;
    const timeoutSeconds = Math.round(watchSeconds * (1 + random()));
    this.#counts.watches++;
    this.#state = 'watching';
    this.#problem = undefined;
    this.#lineMs = this.#options.now();
    const watchdog = setInterval(() => void this.#askWhenSilent(), silenceMs);
    const { signal } = this.#attempt;
    try {
      const options = { resourceVersion, timeoutSeconds, signal, onOpen: () => this.#confirm() };
      await watchObjects(client, selection, options, (event) => this.#received(event));
    } finally {
      clearInterval(watchdog);
    }
  }

  #received({ type, object }: WatchEvent): void {
    this.#confirm();
    this.#lineMs = this.#options.now();
    if (!isApiObject(object) && type !== 'BOOKMARK') {
      this.#counts.malformed++;
      throw new ClusterError('malformed', 'Expected an object with a name, got something else');
    }
    const { metadata } = object as ApiObject;
    if (type === 'BOOKMARK') this.#counts.bookmarks++;
    else this.#counts.events++;
    if (type === 'DELETED') this.#delete(keyOf(object as ApiObject));
    else if (type !== 'BOOKMARK') this.#apply(object as ApiObject);
    if (metadata.resourceVersion !== undefined) this.#resourceVersion = metadata.resourceVersion;
  }

  #apply(object: ApiObject): void {
    const { decode, listener, maximumObjects = defaultMaximumObjects } = this.#options;
    const key = keyOf(object);
    const previous = this.#items.get(key);
    if (previous === undefined && this.#items.size >= maximumObjects) {
      this.#counts.refused++;
      return;
    }
    try {
      const item = decode(object, previous);
      this.#items.set(key, item);
      this.#malformed.delete(key);
      listener.changed?.(key, item, previous);
    } catch (error) {
      this.#reject(key, previous, error instanceof Error ? error.message : String(error));
    }
  }

  #reject(key: string, previous: Item | undefined, reason: string): void {
    this.#counts.malformed++;
    if (this.#malformed.size < defaultMaximumObjects) this.#malformed.set(key, reason);
    if (previous !== undefined) this.#remove(key, previous);
    this.#options.listener.malformed?.(key, reason);
  }

  #delete(key: string): void {
    this.#malformed.delete(key);
    const item = this.#items.get(key);
    if (item !== undefined) this.#remove(key, item);
  }

  #remove(key: string, item: Item): void {
    this.#items.delete(key);
    this.#options.listener.removed?.(key, item);
  }

  /** @returns how long to wait */
  #failed(error: unknown, next: () => number): number | undefined {
    if (this.#stopped.signal.aborted) return undefined;
    const code = codeOf(error);
    if (code === 'not-found' && this.#resourceVersion === undefined) return this.#notServed();
    this.#counts.restarts++;
    this.#state = 'waiting';
    this.#problem = error instanceof Error ? error.message : String(error);
    if (code === 'gone') this.#counts.gone++;
    if (code === 'gone' || code === 'malformed' || code === 'not-found' || code === undefined)
      this.#forget(this.#problem);
    // A list at once is what `gone` asks for; only when it does not help it is made less often.
    return next();
  }

  #notServed(): number {
    const { resource } = this.#options.selection;
    this.#state = 'absent';
    this.#confirm();
    this.#problem = this.#options.optional
      ? undefined
      : `The API server does not serve ${resource.plural}.${resource.group}`;
    for (const [key, item] of this.#items) this.#remove(key, item);
    this.#options.listener.synced?.();
    return absentRetryMs;
  }

  #forget(reason: string): void {
    if (this.#resourceVersion === undefined) return;
    this.#resourceVersion = undefined;
    this.#options.listener.restarted?.(reason);
  }

  #confirm(): void {
    this.#confirmedMs = this.#options.now();
  }

  /** A connection that broke without a word is silent for ever: asked about, and given up after long silence. */
  async #askWhenSilent(): Promise<void> {
    const attempt = this.#attempt;
    const silentMs = this.#options.now() - this.#lineMs;
    if (silentMs < silenceMs) return;
    const isThere = await this.#options.client.isReachable();
    if (attempt !== this.#attempt) return;
    if (isThere && silentMs < longestSilenceMs) this.#confirm();
    else attempt.abort();
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#attempt.signal }).catch(() => undefined);
  }
}

/** Resource versions are numbers that grow, as long as the storage is the same one. */
function isOlder(version: string, than: string): boolean {
  if (!/^\d+$/.test(version) || !/^\d+$/.test(than)) return false;
  return BigInt(version) < BigInt(than);
}
