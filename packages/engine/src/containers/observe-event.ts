import type { RuntimeEvent } from '@rulelibrary/schema';
import { eventTimeMs } from '../event-time.ts';
import type { ContainerTracker } from './container-tracker.ts';
import { runtimeNames } from './runtime-command.ts';

export interface ObserverParts {
  readonly tracker: ContainerTracker;
  readonly hostMntns: number | undefined;
  /** Takes over what fanotify captured: called before an event is gone by that may need it. */
  readonly takeStarts: () => void;
}

// Events of a container's last processes may come behind its end.
const lateMs = 1000;
const signalled = 128; // as shells and runtimes word it

/** Goes by a process event of the collector. */
export function observeEvent(event: RuntimeEvent, parts: ObserverParts): void {
  switch (event.eventType) {
    case 'exec':
      observeExec(event, parts);
      break;
    case 'fork':
      observeFork(event, parts);
      break;
    case 'exit':
      observeExit(event, parts.tracker);
      break;
    default:
      break;
  }
}

function observeExec(event: RuntimeEvent, parts: ObserverParts): void {
  const { exepath = '', pid = 0, mntns, cwd = '/', uid = 0 } = event;
  // Arguments are long, and of most executions nobody's business here. A copy in memory has the runtime's name in its own.
  if (runtimeNames.some((name) => exepath.includes(name))) {
    parts.takeStarts();
    parts.tracker.noteCall({ pid, mntns, exepath, args: event.args ?? [], cwd, uid });
  }
  meetProcess(event, parts);
}

function observeFork(event: RuntimeEvent, parts: ObserverParts): void {
  const { tracker, takeStarts } = parts;
  const { ppid = 0, pid = 0, mntns } = event;
  let start = tracker.starts.get(ppid);
  // The stages of a runtime stay where it is; the one that is to be the container's first process does not.
  if (!start || mntns === start.mntns) {
    meetProcess(event, parts);
    return;
  }
  if (!start.facts.command) takeStarts();
  start = tracker.starts.get(ppid) ?? start;
  tracker.begin(start, { id: start.command.id, mntns, pid, startedMs: eventTimeMs(event), wasRunning: false });
}

/** A process whose cgroup names a container. */
function meetProcess(event: RuntimeEvent, { tracker, hostMntns }: ObserverParts): void {
  const { containerId: id, mntns, pid = 0 } = event;
  // The runtime itself, in the cgroup already and not in the namespace.
  if (id === undefined || mntns === hostMntns) return;
  const container = tracker.known.byId(id);
  if (container) {
    tracker.known.meetNamespace(container, mntns);
    return;
  }
  const startedMs = eventTimeMs(event);
  const endMs = tracker.endOf(id);
  if (endMs !== undefined && startedMs <= endMs + lateMs) return;
  tracker.meet({ id, mntns, pid, startedMs, wasRunning: event.containerPid !== 1 });
}

function observeExit(event: RuntimeEvent, tracker: ContainerTracker): void {
  const { pid = 0, exitCode = 0, signal = 0 } = event;
  tracker.starts.delete(pid);
  const container = tracker.known.byPid(pid);
  if (!container) return;
  tracker.end(container, { timeMs: eventTimeMs(event), exitCode: signal ? signalled + signal : exitCode });
}
