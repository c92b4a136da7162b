import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../client/api-client.ts';
import { codeOf } from '../cluster-error.ts';
import { kinds } from '../objects/kinds.ts';
import { apiVersionOf, pathOf } from '../watch/resource.ts';
import { type LeaseRecord, readLease } from './lease-record.ts';

export interface LeaderOptions {
  readonly client: ApiClient;
  /** Of the Lease. */
  readonly namespace: string;
  readonly name: string;
  /** Unlike that of every other candidate. */
  readonly identity: string;
  /** Called when this one becomes the leader, and when it no longer is. */
  changed(isLeader: boolean): void;
  /** An attempt failed; the next one follows in a few seconds. */
  readonly failed?: (error: unknown) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Milliseconds since the epoch; written for people to read, never compared. */
  readonly wallMs: () => number;
  readonly random: () => number;
  /** Absent: 15 s. */
  readonly leaseMs?: number;
}

export interface LeaderElection {
  isLeader(): boolean;
  /** Gives the lease back, so that another candidate need not wait for its end. */
  stop(): Promise<void>;
}

const defaultLeaseMs = 15_000;

/**
 * Takes part in choosing one leader by a Lease of the API server. No clock is compared with another's: a candidate takes the
 * lease when it has seen no renewal for the lease's whole time by its own clock, and a leader that could not renew for two
 * thirds of that time by its own clock stops being one. So there are never two, however wrong the clocks are, as long as they
 * run at about the same speed.
 */
export function electLeader(options: LeaderOptions): LeaderElection {
  const election = new Election(options);
  election.start();
  return election;
}

class Election implements LeaderElection {
  readonly #options: LeaderOptions;
  readonly #leaseMs: number;
  readonly #stopped = new AbortController();
  /** The lease as it was last seen, and when that was first. */
  #seen: { readonly lease: LeaseRecord; readonly atMs: number } | undefined;
  /** When the request that renewed it last was sent. */
  #renewedMs: number | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #ended: Promise<void> | undefined;

  constructor(options: LeaderOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? defaultLeaseMs;
  }

  start(): void {
    this.#ended ??= this.#run();
  }

  isLeader(): boolean {
    return this.#renewedMs !== undefined;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#ended;
    if (this.isLeader()) await this.#release().catch(() => undefined);
    this.#resign();
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await this.#attempt().catch((error: unknown) => this.#options.failed?.(error));
      const waitMs = (this.#leaseMs / 7.5) * (0.8 + this.#options.random() * 0.4);
      await sleep(waitMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }

  /** Whatever fails is tried again; a leader that cannot renew resigns by its deadline. */
  async #attempt(): Promise<void> {
    const lease = await this.#read();
    if (lease === undefined) return this.#write(undefined);
    this.#see(lease);
    if (lease.holder === this.#options.identity || this.#hasEnded(lease)) return this.#write(lease);
    this.#resign();
  }

  #see(lease: LeaseRecord): void {
    const isSame = this.#seen?.lease.resourceVersion === lease.resourceVersion;
    if (!isSame) this.#seen = { lease, atMs: this.#options.now() };
  }

  #hasEnded({ holder, durationMs }: LeaseRecord): boolean {
    if (holder === '') return true;
    const seenMs = this.#seen?.atMs ?? this.#options.now();
    return this.#options.now() - seenMs > Math.max(durationMs, this.#leaseMs);
  }

  async #read(): Promise<LeaseRecord | undefined> {
    const { client, namespace, name } = this.#options;
    try {
      const path = pathOf(kinds.leases, namespace, name);
      return readLease(await client.call({ path, timeoutMs: this.#leaseMs / 3 }));
    } catch (error) {
      if (codeOf(error) === 'not-found') return undefined;
      throw error;
    }
  }

  /** Of two who write at once the API server refuses one: the resource version is no longer the one that was read. */
  async #write(lease: LeaseRecord | undefined): Promise<void> {
    const sentMs = this.#options.now();
    const written = readLease(await this.#send(lease, this.#options.identity, this.#leaseMs));
    if (written === undefined) return;
    this.#see(written);
    this.#lead(sentMs);
  }

  #send(lease: LeaseRecord | undefined, holder: string, durationMs: number): Promise<unknown> {
    const { client, namespace, name, wallMs } = this.#options;
    const time = new Date(wallMs()).toISOString().replace('Z', '000Z');
    const isTransition = lease !== undefined && lease.holder !== holder;
    const body = {
      apiVersion: apiVersionOf(kinds.leases),
      kind: kinds.leases.kind,
      metadata: { name, namespace, ...(lease && { resourceVersion: lease.resourceVersion }) },
      spec: {
        holderIdentity: holder,
        leaseDurationSeconds: Math.max(1, Math.ceil(durationMs / 1_000)),
        leaseTransitions: (lease?.transitions ?? 0) + (isTransition ? 1 : 0),
        renewTime: time,
      },
    };
    const timeoutMs = this.#leaseMs / 3;
    return lease === undefined
      ? client.call({ method: 'POST', path: pathOf(kinds.leases, namespace), body, timeoutMs })
      : client.call({ method: 'PUT', path: pathOf(kinds.leases, namespace, name), body, timeoutMs });
  }

  /** The time runs from before the request: when it arrived is not known. */
  #lead(sentMs: number): void {
    clearTimeout(this.#deadline);
    const leftMs = sentMs + (this.#leaseMs * 2) / 3 - this.#options.now();
    if (leftMs > 0) {
      const wasLeader = this.isLeader();
      this.#renewedMs = sentMs;
      this.#deadline = setTimeout(() => this.#resign(), leftMs);
      if (!wasLeader) this.#options.changed(true);
    } else {
      this.#resign();
    }
  }

  #resign(): void {
    clearTimeout(this.#deadline);
    if (!this.isLeader()) return;
    this.#renewedMs = undefined;
    this.#options.changed(false);
  }

  async #release(): Promise<void> {
    const lease = this.#seen?.lease;
    if (lease !== undefined && lease.holder === this.#options.identity) await this.#send(lease, '', 1_000);
  }
}
