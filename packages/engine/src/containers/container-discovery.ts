import type { RuntimeEvent } from '@rulelibrary/schema';
import type { Feature } from '../collector/features.ts';
import type { Container, ContainerListener } from '../contexts/container.ts';
import type { ContainerEnricher } from './container-enricher.ts';
import { createContainerTracker } from './container-tracker.ts';
import type { ContainerDiscoveryStats } from './discovery-stats.ts';
import { observeEvent } from './observe-event.ts';
import { createReconciler } from './reconcile.ts';
import { resolveStarts } from './resolve-starts.ts';
import type { StartWatch } from './start-watch.ts';
import { createStateFolders } from './state-folders.ts';

/** Finds the containers of this machine. */
export interface ContainerDiscovery {
  /** What is used, and what not for which reason. */
  readonly features: readonly Feature[];
  /** Tells of all that runs before it returns, then of what comes, changes and goes. */
  start(listener: ContainerListener): void;
  /**
   * Takes note of an event of the collector: give it every fork, exec and exit, before you go by the event yourself. A
   * container is told of within the call, before its first event. Other types do nothing.
   */
  observe(event: RuntimeEvent): void;
  /** Process events were lost: compares what is known with /proc at once. */
  eventsLost(): void;
  stats(): ContainerDiscoveryStats;
  /** A second time does nothing. */
  stop(): void;
}

export interface DiscoveryParts {
  readonly hostRoot: string;
  readonly hostMntns: number | undefined;
  readonly reconcileMs: number;
  readonly maxContainers: number;
  readonly features: readonly Feature[];
  /** Undefined: executions of runtimes are not watched. */
  readonly watch: StartWatch | undefined;
  readonly enricher: ContainerEnricher;
}

// How often starts are turned into containers by what runtimes write: often where no event does it.
const resolveMs = { alone: 50, withEvents: 2000 };
// Events come within 100 ms; what they did not tell by then, they will not.
const eventsMs = 1000;
const pendingMs = 60_000;
const scanEveryMs = 30_000;

const nothing = {
  ...{ containers: 0, added: 0, removed: 0, refused: 0, starts: 0, pendingStarts: 0, forgottenStarts: 0 },
  ...{ unreadableBundles: 0, watch: { permissions: 0, late: 0, lost: 0 }, unanswered: 0 },
};

/** A discovery around what is open already. */
export function createContainerDiscovery(parts: DiscoveryParts): ContainerDiscovery {
  let run: Run | undefined;
  let last: ContainerDiscoveryStats = nothing;
  return {
    features: parts.features,
    start(listener) {
      if (run) throw new Error('Cannot start the discovery: it was started before');
      run = startRun(parts, listener);
    },
    observe: (event) => run?.observe(event),
    eventsLost: () => run?.lookAround(true),
    stats: () => run?.stats() ?? last,
    stop() {
      last = run?.stats() ?? last;
      run?.stop();
      parts.watch?.close();
      parts.enricher.close();
    },
  };
}

interface Run {
  observe(event: RuntimeEvent): void;
  lookAround(forAll: boolean): void;
  stats(): ContainerDiscoveryStats;
  stop(): void;
}

function startRun(parts: DiscoveryParts, listener: ContainerListener): Run {
  const { hostRoot, hostMntns, watch, enricher, maxContainers } = parts;
  const now = Date.now;
  const folders = createStateFolders(hostRoot);
  const onAdded = (container: Container): void =>
    enricher.ask(container, (facts) => {
      const current = tracker.known.byPid(container.pid);
      if (current?.id === container.id) tracker.known.learn(current, facts);
    });
  const tracker = createContainerTracker({ hostRoot, folders, listener, maxContainers, now, onAdded });
  const reconciler = createReconciler({ tracker, folders, hostMntns, now });
  let hasEvents = false;
  let lastScanMs = now();

  function takeStarts(): void {
    for (const start of watch?.take() ?? []) tracker.noteCall(start);
  }

  function resolve(): void {
    resolving = setTimeout(resolve, hasEvents ? resolveMs.withEvents : resolveMs.alone);
    takeStarts();
    if (tracker.starts.size > 0)
      resolveStarts(tracker, { hostRoot, folders, beforeMs: now() - (hasEvents ? eventsMs : 0) });
  }

  function lookAround(forAll: boolean): void {
    watch?.lookAgain();
    tracker.starts.expire(now() - pendingMs);
    reconciler.findGone(hasEvents);
    if (!forAll && hasEvents && now() - lastScanMs < scanEveryMs) return;
    lastScanMs = now();
    takeStarts();
    reconciler.findNew(true, hasEvents ? eventsMs : 0);
  }

  reconciler.findNew(true, 0);
  let resolving = setTimeout(resolve, resolveMs.alone);
  const reconciling = setInterval(lookAround, parts.reconcileMs, false);
  return {
    lookAround,
    observe(event) {
      hasEvents = true;
      observeEvent(event, { tracker, hostMntns, takeStarts });
    },
    stats: () => ({
      ...tracker.counts,
      containers: tracker.known.size,
      pendingStarts: tracker.starts.size,
      forgottenStarts: tracker.starts.forgotten,
      watch: watch?.stats() ?? nothing.watch,
      unanswered: enricher.unanswered,
    }),
    stop() {
      clearTimeout(resolving);
      clearInterval(reconciling);
    },
  };
}
