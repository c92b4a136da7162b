import { setTimeout } from 'node:timers/promises';
import type { Backoff } from '@rulelibrary/kubernetes';
import type { Outbox, OutboxEntry } from './open-outbox.ts';
import type { PostOutcome } from './post-alerts.ts';

/** What a log should know. */
export type DeliveryNews =
  | { readonly kind: 'away'; readonly cause: string }
  | { readonly kind: 'back' }
  /** These alerts are lost: the receiver will never take them. */
  | { readonly kind: 'refused'; readonly cause: string; readonly alerts: number };

export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly backoff: Backoff;
  readonly post: (body: string, id: string, signal: AbortSignal) => Promise<PostOutcome>;
  /** Told when the receiver is away and when it is back, once each, and of what it refuses. */
  readonly onNews: (news: DeliveryNews) => void;
}

export interface DeliveryStats {
  /** Alerts that were delivered. */
  readonly sent: number;
  /** Alerts that the receiver will never take, or that could not be read any more. */
  readonly refused: number;
  readonly requests: number;
  readonly failures: number;
  readonly isUp: boolean;
}

/** Brings what waits to its receiver: one after the other, each until it is taken or refused for good. */
export interface Delivery {
  /** Something was added. */
  wake(): void;
  stats(): DeliveryStats;
  /** Goes on for so long at most, while the receiver is up, and stops. */
  close(timeoutMs: number): Promise<void>;
}

export function createDelivery({ outbox, backoff, post, onNews }: DeliveryParts): Delivery {
  const aborted = new AbortController();
  const counts = { sent: 0, refused: 0, requests: 0, failures: 0 };
  let isUp = true;
  let isClosing = false;
  let wake: () => void = () => undefined;

  const become = (next: boolean, cause = '') => {
    if (next !== isUp) onNews(next ? { kind: 'back' } : { kind: 'away', cause });
    isUp = next;
  };
  /** @returns how long to wait before the next, milliseconds */
  const settle = async (entry: OutboxEntry, outcome: PostOutcome): Promise<number> => {
    if (outcome.result === 'failed') {
      counts.failures += 1;
      become(false, outcome.cause);
      return backoff.next(outcome.retryAfterMs);
    }
    const { alerts } = entry;
    const isRefused = outcome.result === 'refused';
    counts[isRefused ? 'refused' : 'sent'] += alerts;
    await outbox.remove(entry);
    backoff.reset();
    become(true);
    if (isRefused) onNews({ kind: 'refused', cause: outcome.cause, alerts });
    return 0;
  };
  const deliver = async (entry: OutboxEntry): Promise<number> => {
    const body = await outbox.read(entry);
    if (body === undefined) return settle(entry, { result: 'refused', cause: 'the file is gone' });
    counts.requests += 1;
    return settle(entry, await post(body, entry.id, aborted.signal));
  };
  /** Nothing but the end cuts a wait short: alerts that come must not make us ask sooner. */
  const wait = (timeMs: number) => setTimeout(timeMs, undefined, { signal: aborted.signal }).catch(() => undefined);
  const run = async () => {
    while (!aborted.signal.aborted) {
      const entry = outbox.first();
      if (entry === undefined) {
        if (isClosing) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const waitMs = await deliver(entry);
      if (waitMs > 0 && isClosing) return;
      if (waitMs > 0) await wait(waitMs);
    }
  };
  const ended = run();

  return {
    wake: () => wake(),
    stats: () => ({ ...counts, isUp }),
    async close(timeoutMs) {
      isClosing = true;
      if (!isUp) aborted.abort();
      wake();
      const hasEnded = ended.then(() => aborted.abort());
      await Promise.race([hasEnded, wait(timeoutMs)]);
      aborted.abort();
      await ended;
    },
  };
}
