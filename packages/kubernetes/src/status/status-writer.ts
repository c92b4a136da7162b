import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '@rulelibrary/schema';
import type { ApiClient } from '../client/api-client.ts';
import type { Cluster, ClusterLine } from '../cluster/cluster.ts';
import { codeOf } from '../cluster-error.ts';
import { kinds } from '../objects/kinds.ts';
import type { ObjectRecord } from '../objects/object-record.ts';
import { isRecord } from '../watch/api-object.ts';
import { createBackoff } from '../watch/backoff.ts';
import { pathOf, type Resource } from '../watch/resource.ts';
import { bindingStatus } from './binding-status.ts';
import { rulesStatus } from './rules-status.ts';
import type { StatusReport } from './status-report.ts';

/** Pods come and go all the time, and each would change a count. */
const pauseMs = 500;

export interface StatusWriterOptions {
  readonly client: ApiClient;
  readonly cluster: Cluster;
  /** Of all who could write, one does. */
  isLeader(): boolean;
  said(line: ClusterLine): void;
  readonly random: () => number;
}

export interface StatusWriter {
  /**
   * What became of rules and bindings.
   * @param rules those that it is about: an object that changed since then waits for its own report
   */
  report(report: StatusReport, rules: readonly Rule[]): void;
  /** Something that a status says may have changed: pods, who leads, the objects. */
  refresh(): void;
  stats(): { readonly writes: number; readonly failures: number };
  stop(): Promise<void>;
}

/**
 * Writes the status of rules and bindings where it differs from what the object says, and nowhere else: what it wrote comes
 * back as a change of the object, is the same then, and ends there.
 */
export function createStatusWriter(options: StatusWriterOptions): StatusWriter {
  return new Writer(options);
}

interface Wanted {
  readonly resource: Resource;
  readonly record: ObjectRecord;
  readonly status: object;
}

class Writer implements StatusWriter {
  readonly #options: StatusWriterOptions;
  readonly #stopped = new AbortController();
  readonly #counts = { writes: 0, failures: 0 };
  #report: StatusReport | undefined;
  #reported: ReadonlySet<Rule> = new Set();
  #isStale = false;
  #running: Promise<void> | undefined;

  constructor(options: StatusWriterOptions) {
    this.#options = options;
  }

  report(report: StatusReport, rules: readonly Rule[]): void {
    this.#report = report;
    this.#reported = new Set(rules);
    this.refresh();
  }

  refresh(): void {
    this.#isStale = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  stats() {
    return { ...this.#counts };
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const backoff = createBackoff({ random: this.#options.random });
    while (this.#isStale && !this.#stopped.signal.aborted) {
      await this.#pause(pauseMs);
      this.#isStale = false;
      const isDone = await this.#writeAll();
      if (isDone) backoff.reset();
      else {
        this.#isStale = true;
        await this.#pause(backoff.next());
      }
    }
  }

  /** @returns whether nothing is left to write */
  async #writeAll(): Promise<boolean> {
    if (!this.#options.isLeader() || this.#report === undefined) return true;
    let isDone = true;
    for (const wanted of this.#wanted(this.#report)) {
      if (!this.#options.isLeader() || this.#stopped.signal.aborted) return true;
      if (!saysTheSame(wanted)) isDone = (await this.#write(wanted)) && isDone;
    }
    return isDone;
  }

  *#wanted(report: StatusReport): Generator<Wanted> {
    const { cluster } = this.#options;
    const objects = new Map(report.objects.map((entry) => [entry.object?.uid, entry]));
    for (const record of cluster.rulesObjects()) {
      if (!record.rules.every((rule) => this.#reported.has(rule))) continue;
      yield { resource: kinds.rules, record, status: rulesStatus(record, objects.get(record.uid)) };
    }
    const unknown = new Map(report.bindings.map(({ binding, unknownRules }) => [binding, unknownRules]));
    const byNamespace = Map.groupBy(cluster.pods(), ({ namespace }) => namespace);
    const pods = { byNamespace, labelsOf: cluster.namespaceLabels };
    for (const record of cluster.bindingObjects()) {
      const unknownRules = record.binding === undefined ? [] : unknown.get(record.binding);
      if (unknownRules === undefined) continue;
      yield { resource: kinds.bindings, record, status: bindingStatus(record, unknownRules, pods) };
    }
  }

  async #write({ resource, record, status }: Wanted): Promise<boolean> {
    const { client, said } = this.#options;
    const path = `${pathOf(resource, record.namespace, record.name)}/status`;
    try {
      const body = { metadata: { uid: record.uid }, status: replacing(record.status, status) };
      await client.call({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json' });
      this.#counts.writes++;
      return true;
    } catch (error) {
      // Deleted, or deleted and made anew, since it was seen: the next view has no status to write for it.
      const code = codeOf(error);
      if (code === 'not-found' || code === 'conflict') return true;
      this.#counts.failures++;
      const reason = error instanceof Error ? error.message : String(error);
      said({ level: 'warn', message: 'Cannot write a status', fields: { object: path, reason } });
      return false;
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

function saysTheSame({ record, status }: Wanted): boolean {
  return isDeepStrictEqual(record.status, status);
}

/** A merge patch keeps what it does not name. */
function replacing(before: unknown, status: object): object {
  const gone = isRecord(before) ? Object.keys(before).filter((key) => !Object.hasOwn(status, key)) : [];
  return { ...Object.fromEntries(gone.map((key) => [key, null])), ...status };
}
