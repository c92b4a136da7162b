import type { RuntimeEvent } from '@rulelibrary/schema';

/** An event that waits for its container to be known. */
export interface HeldEvent {
  /** A copy, which stays valid. */
  readonly event: RuntimeEvent;
  /** When it happened, milliseconds since the epoch. */
  readonly timeMs: number;
}

/** Events by mount namespace, in their order. */
export interface HeldEvents {
  add(held: HeldEvent): void;
  /** All of the namespace, which then waits no longer. */
  take(mntns: number): readonly HeldEvent[];
  /** The namespaces that wait, the one with the oldest event first. */
  namespaces(): readonly number[];
  /** The container by the cgroup of the first event that waits there. */
  containerIdOf(mntns: number): string | undefined;
  /** Those whose first event has waited long enough. */
  due(nowMs: number): readonly number[];
  /** The namespace that has to give up waiting, where there is more than fits. */
  overdue(): number | undefined;
  counts(): HeldCounts;
}

export interface HeldCounts {
  readonly waiting: number;
  readonly waitingBytes: number;
  /** Ever held; each of them is evaluated. */
  readonly held: number;
}

export interface HeldLimits {
  readonly maxEvents: number;
  /** Of the events as text, two for each character. */
  readonly maxBytes: number;
  readonly waitMs: number;
}

/** Two seconds are the semantics' bound; the others are what a few hundred containers do when they start together. */
export const defaultHeldLimits: HeldLimits = { maxEvents: 10_000, maxBytes: 16 * 2 ** 20, waitMs: 2_000 };

interface Queue {
  readonly events: HeldEvent[];
  bytes: number;
}

export function createHeldEvents(limits: HeldLimits = defaultHeldLimits): HeldEvents {
  const { maxEvents, maxBytes, waitMs } = limits;
  // A Map keeps its order: the first namespace is the one whose first event came first.
  const queues = new Map<number, Queue>();
  let waiting = 0;
  let waitingBytes = 0;
  let held = 0;
  return {
    add(one) {
      const { mntns } = one.event;
      const queue = queues.get(mntns) ?? { events: [], bytes: 0 };
      queues.set(mntns, queue);
      const bytes = JSON.stringify(one.event).length * 2;
      queue.events.push(one);
      queue.bytes += bytes;
      waiting += 1;
      waitingBytes += bytes;
      held += 1;
    },
    take(mntns) {
      const queue = queues.get(mntns);
      if (queue === undefined) return [];
      queues.delete(mntns);
      waiting -= queue.events.length;
      waitingBytes -= queue.bytes;
      return queue.events;
    },
    namespaces: () => [...queues.keys()],
    containerIdOf: (mntns) => queues.get(mntns)?.events[0]?.event.containerId || undefined,
    due(nowMs) {
      const isDue = ([, { events }]: readonly [number, Queue]) =>
        // In both directions: a clock that was set back must not make them wait for as long as it was set back.
        Math.abs(nowMs - (events[0]?.timeMs ?? nowMs)) >= waitMs;
      return [...queues].filter(isDue).map(([mntns]) => mntns);
    },
    overdue: () => (waiting > maxEvents || waitingBytes > maxBytes ? queues.keys().next().value : undefined),
    counts: () => ({ waiting, waitingBytes, held }),
  };
}
