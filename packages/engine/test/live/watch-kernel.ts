import { setTimeout as sleep } from 'node:timers/promises';
import { type Collector, type CollectorOptions, openCollector } from '@rulelibrary/engine/collector';
import { eventFields, type RuntimeEvent } from '@rulelibrary/schema';

/** A copy of an event with every field of the catalogue that it has. */
export type SeenEvent = Readonly<Record<string, unknown>> & Pick<RuntimeEvent, 'eventType' | 'timestamp' | 'mntns'>;

/** A running collector and what it delivered. */
export interface KernelWatch {
  readonly collector: Collector;
  readonly events: readonly SeenEvent[];
  /** Events of the processes that already ran. */
  readonly running: readonly SeenEvent[];
  /** Events of a type by a process, in order. */
  of(eventType: string, pid: number): SeenEvent[];
  /** Resolves when all that happened so far has been delivered. */
  settle(): Promise<void>;
  stop(): void;
}

const fieldNames = ['timestamp', 'eventType', 'mntns', ...eventFields.map((field) => field.name)] as const;

/**
 * Opens a collector and keeps every event, those of the processes that already ran by themselves.
 * @param keep which events to copy; default all
 */
export async function watchKernel(
  options: CollectorOptions = {},
  keep: (event: RuntimeEvent) => boolean = () => true,
): Promise<KernelWatch> {
  const collector = openCollector({ includeFailed: true, ...options });
  const events: SeenEvent[] = [];
  const running: SeenEvent[] = [];
  collector.start(
    (event) => {
      if (event.eventType === 'procfs') running.push(copyOf(event));
      else if (keep(event)) events.push(copyOf(event));
    },
    {
      onError: (error) => {
        throw error;
      },
    },
  );
  return {
    collector,
    events,
    running,
    of: (eventType, pid) => events.filter((event) => event.eventType === eventType && event['pid'] === pid),
    settle: () => settle(collector),
    stop: () => collector.stop(),
  };
}

function copyOf(event: RuntimeEvent): SeenEvent {
  return Object.fromEntries(fieldNames.map((name) => [name, event[name]])) as SeenEvent;
}

/** What was sent before the call has been delivered, as the collector itself counts. */
async function settle(collector: Collector): Promise<void> {
  // Processes that already ran come through no ring, and are read again where process events were lost.
  const fromRing = Object.entries(collector.stats().types).filter(([type]) => type !== 'procfs');
  const sent = fromRing.map(([type, { sent: count }]) => [type, count] as const);
  const isDelivered = (): boolean => {
    const { types } = collector.stats();
    return sent.every(([type, count]) => types[type as keyof typeof types].delivered >= count);
  };
  const deadline = Date.now() + 10_000;
  while (!isDelivered()) {
    if (Date.now() > deadline) throw new Error('Cannot settle: events that were sent are not delivered after 10 s');
    await sleep(5);
  }
}
