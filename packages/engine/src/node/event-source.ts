import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import type { Collector } from '../collector/collector.ts';
import type { CollectorStats } from '../collector/collector-stats.ts';
import type { Feature } from '../collector/features.ts';
import type { ContainerDiscovery } from '../containers/container-discovery.ts';
import type { ContainerDiscoveryStats } from '../containers/discovery-stats.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import {
  type ContextCounts,
  type ContextListener,
  type ContextTrackerOptions,
  createContextTracker,
  type TrackedContext,
} from '../contexts/context-tracker.ts';
import type { OwnContext } from '../contexts/own-contexts.ts';
import type { EventFilter } from '../push-down/event-filter.ts';
import type { PartErrors } from './part-errors.ts';

/** Who gets the events of a node. */
export interface EventReceiver {
  /**
   * An event, valid during the call. It says itself where it happened.
   * @param info undefined while its container is not known: {@link EventSource.hold} it, or take it as it is
   */
  onEvent(event: RuntimeEvent, info: ContextInfo | undefined): void;
  /** One that was held, as a copy. @param timeMs when it happened, milliseconds since the epoch */
  onReleased(event: RuntimeEvent, info: ContextInfo, timeMs: number): void;
  /** Who wants to know of containers, those that run already included. */
  readonly onContainer?: ContextListener;
}

/** The events of a node, each with the place where it happened. */
export interface EventSource {
  readonly features: readonly Feature[];
  start(receiver: EventReceiver): void;
  /** Keeps the event of a container that is not known until it is, or 2 s are over. */
  hold(event: RuntimeEvent): void;
  /** What decides where containers belong has changed. */
  refresh(ownContexts?: readonly OwnContext[]): void;
  contexts(): readonly TrackedContext[];
  /** What the kernel sends; everything until somebody says otherwise. */
  setFilter(filter: EventFilter): void;
  stats(): EventSourceStats;
  /** Delivers what the kernel has seen and what is held, then lets go of everything. A second time does nothing. */
  stop(): void;
}

export interface EventSourceStats {
  readonly collector: CollectorStats;
  readonly contexts: ContextCounts;
  /** Absent without discovery. */
  readonly discovery?: ContainerDiscoveryStats;
}

export interface EventSourceParts
  extends Pick<ContextTrackerOptions, 'hostName' | 'ownContexts' | 'podOf' | 'serviceOf'> {
  readonly collector: Collector;
  /** Without it containers are known by their cgroup alone, once their first events have waited. */
  readonly discovery?: ContainerDiscovery | undefined;
  readonly errors: PartErrors;
}

/** How often it is looked at what has waited long enough: a quarter of the time that events wait. */
const tickMs = 500;

const processTypes: ReadonlySet<EventType> = new Set(['fork', 'exec', 'exit']);

/** A source around a collector and a discovery that are open. */
export function createEventSource({ collector, discovery, errors, ...options }: EventSourceParts): EventSource {
  let receiver: EventReceiver | undefined;
  let current: ContextInfo | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const tracker = createContextTracker({
    ...options,
    podOf: (container) => errors.attempt('contexts', () => options.podOf?.(container)),
    now: Date.now,
    onContainer: {
      started: (info) => errors.attempt('learner', () => receiver?.onContainer?.started(info)),
      changed: (info) => errors.attempt('learner', () => receiver?.onContainer?.changed(info)),
      ended: (info, end) => errors.attempt('learner', () => receiver?.onContainer?.ended(info, end)),
    },
    onReleased: (event, info, timeMs) => errors.attempt('events', () => receiver?.onReleased(event, info, timeMs)),
  });
  const haveProcessEventsBeenLost = createLossWatch(() => lostProcessEvents(collector.stats()));
  const contexts = {
    hostName: options.hostName,
    setHost: (mntns: number) => tracker.setHost(mntns),
    describe(event: RuntimeEvent): ContextInfo | undefined {
      current = undefined;
      // Before the event is gone by: it may be the first of a container.
      if (processTypes.has(event.eventType)) errors.attempt('discovery', () => discovery?.observe(event));
      current = tracker.describe(event);
      return current;
    },
  };

  const tick = () => {
    errors.attempt('contexts', () => tracker.advance(Date.now()));
    if (haveProcessEventsBeenLost()) errors.attempt('discovery', () => discovery?.eventsLost());
  };

  return {
    features: [...collector.features, ...(discovery?.features ?? [])],
    start(to) {
      receiver = to;
      timer = setInterval(tick, tickMs);
      // What runs already is known before the first event.
      errors.attempt('discovery', () => discovery?.start(tracker));
      collector.start((event) => to.onEvent(event, current), {
        contexts,
        onError: (error) => errors.add('events', error),
      });
    },
    hold: (event) => tracker.hold(event),
    refresh: (ownContexts) => tracker.refresh(ownContexts),
    contexts: () => tracker.contexts(),
    setFilter: (filter) => errors.attempt('collector', () => collector.setFilter(filter)),
    stats: () => ({
      collector: collector.stats(),
      contexts: tracker.counts(),
      ...(discovery && { discovery: discovery.stats() }),
    }),
    stop() {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      errors.attempt('collector', () => collector.stop());
      errors.attempt('contexts', () => tracker.settle());
      errors.attempt('discovery', () => discovery?.stop());
    },
  };
}

function lostProcessEvents({ types }: CollectorStats): number {
  return [types.fork, types.exec, types.exit].reduce((sum, { lost }) => sum + lost.ring_full + lost.no_scratch, 0);
}

/** Whether the count has grown since the last call. */
function createLossWatch(count: () => number): () => boolean {
  let last = 0;
  return () => {
    const now = count();
    const hasGrown = now > last;
    last = now;
    return hasGrown;
  };
}
