import type { RuntimeEvent } from '@rulelibrary/schema';
import { eventOf, startMs } from '../fixtures.test.support.ts';
import type { Container } from './container.ts';
import { type ContextTracker, type ContextTrackerOptions, createContextTracker } from './context-tracker.ts';

export const hostMntns = 1;

/** A running container in mount namespace 7, its first process 70, with changes. */
export function containerOf(changes: Partial<Container> = {}): Container {
  return { id: 'c1', mntns: 7, pid: 70, name: 'web', startedMs: startMs, wasRunning: false, ...changes };
}

/** An event at `atMs` of a process that started then, too, with changes. */
export function eventAt(atMs: number, changes: Partial<RuntimeEvent> = {}): RuntimeEvent {
  const startTime = new Date(startMs + atMs).toISOString();
  return eventOf({ eventType: 'open', mntns: 7, pid: 71, ppid: 70, startTime, ...changes }, atMs);
}

export interface TestTracker {
  readonly tracker: ContextTracker;
  /** What was released, as `comm workloadId`. */
  readonly released: string[];
  /** The same as the events themselves. */
  readonly events: RuntimeEvent[];
  /** Tells of the event, and holds it where nobody knows its place. */
  see(event: RuntimeEvent): string;
  /** Milliseconds after {@link startMs}. */
  setNow(atMs: number): void;
}

/** A tracker on the host `node`, whose mount namespace is {@link hostMntns}. */
export function trackerOf(options: Partial<ContextTrackerOptions> = {}): TestTracker {
  const released: string[] = [];
  const events: RuntimeEvent[] = [];
  let nowMs = startMs;
  const tracker = createContextTracker({
    hostName: 'node',
    now: () => nowMs,
    onReleased(event, info) {
      released.push(`${event.comm} ${info.workloadId}`);
      events.push(event);
    },
    ...options,
  });
  tracker.setHost(hostMntns);
  return {
    tracker,
    released,
    events,
    see(event) {
      const info = tracker.describe(event);
      if (info === undefined) tracker.hold(event);
      return info?.workloadId ?? 'held';
    },
    setNow(atMs) {
      nowMs = startMs + atMs;
    },
  };
}
