import { type Alert, type RuntimeAlertsOptions, runtimeAlerts } from '@rulelibrary/engine';
import { createBackoff } from '@rulelibrary/kubernetes';
import { createDelivery, type DeliveryNews } from './create-delivery.ts';
import type { Exporter, ExporterStats } from './exporter.ts';
import { createLimitedIntake } from './limited-intake.ts';
import { type OutboxStats, openOutbox } from './open-outbox.ts';
import { type PostOptions, postAlerts } from './post-alerts.ts';

export interface HttpExporterOptions extends RuntimeAlertsOptions {
  /** Alerts go to `/v1/runtimealerts` below it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where alerts wait; see {@link openOutbox}. */
  readonly spoolDirectory: string;
  readonly perMinute: number;
  /** How long an answer may take; 10 s where it is not given. */
  readonly timeoutMs?: number;
  /** What waits on disk at most, 64 MiB in 10,000 files where it is not given. */
  readonly maximumSpoolBytes?: number;
  readonly maximumSpoolFiles?: number;
  /** From the first wait after a failure to the longest; 1 s and 60 s where they are not given. */
  readonly firstBackoffMs?: number;
  readonly maximumBackoffMs?: number;
  /** How long `close` waits for what is under way; 5 s where it is not given. */
  readonly closeTimeoutMs?: number;
  /** Told when the receiver is away, when it is back, and of what it refuses. */
  readonly onNews?: (news: DeliveryNews) => void;
  /** Milliseconds since the epoch. */
  readonly nowMs?: () => number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export interface HttpExporter extends Exporter {
  stats(): ExporterStats & {
    readonly requests: number;
    readonly failures: number;
    /** The receiver took the last request. */
    readonly isUp: boolean;
    readonly waiting: OutboxStats;
  };
}

/** How long alerts are gathered for one request, milliseconds. */
const gatherMs = 100;
/** What is gathered at most; a request with more is a large one for its receiver. */
const alertsPerRequest = 50;
/** A disk that is slow must not fill our memory. */
const maximumBeingWritten = 5_000;
/** What the disk does not take. */
const maximumMemoryBytes = 4 * 1024 * 1024;

/**
 * Alerts to a receiver of Kubescape's form. Each is written to disk before it is sent, so that it outlives a receiver that is
 * away and an agent that ends; it is removed when the receiver has taken it. So each is delivered once, unless the answer of
 * a request is lost (timeout, connection, our own end): then it is sent again, in the same body, with the same
 * Idempotency-Key and the same uniqueID and timestamp of its alerts, by which a receiver knows it.
 *
 * @throws TypeError for a URL that is none; Error of the file system when the directory can neither be made nor read
 */
export async function openHttpExporter(options: HttpExporterOptions): Promise<HttpExporter> {
  const { nowMs = Date.now, random = Math.random, firstBackoffMs = 1_000, maximumBackoffMs = 60_000 } = options;
  const url = endpointOf(options.url);
  const outbox = await openOutbox({
    directory: options.spoolDirectory,
    maximumBytes: options.maximumSpoolBytes ?? 64 * 1024 * 1024,
    maximumEntries: options.maximumSpoolFiles ?? 10_000,
    maximumMemoryBytes,
    nowMs,
    random,
  });
  const post: Omit<PostOptions, 'signal'> = {
    url,
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 10_000,
  };
  const delivery = createDelivery({
    outbox,
    backoff: createBackoff({ firstMs: firstBackoffMs, maximumMs: maximumBackoffMs, random }),
    post: (body, id, signal) => postAlerts(body, id, { ...post, signal }),
    onNews: options.onNews ?? (() => undefined),
  });
  let gathered: Alert[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  let beingWritten = 0;
  let withoutRoom = 0;

  const write = async (alerts: readonly Alert[]) => {
    for (const body of runtimeAlerts(alerts, options)) {
      const { length } = body.spec.alerts;
      if (!(await outbox.add(JSON.stringify(body), length))) withoutRoom += length;
      delivery.wake();
    }
    beingWritten -= alerts.length;
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const alerts = gathered;
    gathered = [];
    beingWritten += alerts.length;
    writing = Promise.all([writing, write(alerts)]);
  };
  const gather = (alerts: readonly Alert[]) => {
    for (const alert of alerts) {
      if (beingWritten >= maximumBeingWritten) withoutRoom += 1;
      else gathered.push(alert);
      if (gathered.length >= alertsPerRequest) flush();
    }
    if (gathered.length > 0) timer ??= setTimeout(flush, gatherMs);
  };
  const intake = createLimitedIntake({ perMinute: options.perMinute, nowMs, onAlerts: gather });

  return {
    send: (alerts) => intake.take(alerts),
    stats() {
      const { sent, refused, ...stats } = delivery.stats();
      return {
        sent,
        lost: refused + withoutRoom,
        heldBack: intake.heldBack(),
        ...stats,
        waiting: outbox.stats(),
      };
    },
    async close() {
      intake.close();
      flush();
      await writing;
      await delivery.close(options.closeTimeoutMs ?? 5_000);
    },
  };
}

function endpointOf(url: string): URL {
  const base = new URL(url);
  return new URL(`${base.pathname.replace(/\/$/, '')}/v1/runtimealerts${base.search}`, base);
}
