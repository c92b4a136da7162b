import path from 'node:path';
import type { Container, ContainerEnd, ContainerListener } from '../contexts/container.ts';
import { type ContainerFacts, mergeFacts } from './container-facts.ts';
import { createKnownContainers, type KnownContainers } from './known-containers.ts';
import { maxConfigBytes, parseConfig } from './parse-config.ts';
import { createPendingStarts, type PendingStart, type PendingStarts } from './pending-starts.ts';
import { mntnsOf, readProcess } from './proc-process.ts';
import { readBounded } from './read-bounded.ts';
import { parseRuntimeCommand } from './runtime-command.ts';
import type { CapturedStart } from './start-watch.ts';
import type { RuntimeState, StateFolders } from './state-folders.ts';

/** A process that is a container's first, as far as the finder knows. */
export interface FoundContainer {
  readonly id: string;
  readonly mntns: number;
  readonly pid: number;
  readonly startedMs: number;
  readonly wasRunning: boolean;
}

/** Puts together what the finders tell: who is starting, who runs, who ended. */
export interface ContainerTracker {
  readonly known: KnownContainers;
  readonly starts: PendingStarts;
  readonly counts: TrackerCounts;
  /** A runtime was called. Nothing, when it is not to start a container. */
  noteCall(call: CapturedStart): void;
  /** A start became a container. */
  begin(start: PendingStart, found: FoundContainer): void;
  /** A container that no start was seen of. */
  meet(found: FoundContainer, state?: RuntimeState): void;
  end(container: Container, end: ContainerEnd): void;
  /** Whether a container of the id ended, and at what time. */
  endOf(id: string): number | undefined;
}

export interface TrackerCounts {
  added: number;
  removed: number;
  refused: number;
  starts: number;
  unreadableBundles: number;
}

export interface TrackerParts {
  readonly hostRoot: string;
  readonly folders: StateFolders;
  readonly listener: ContainerListener;
  readonly maxContainers: number;
  readonly now: () => number;
  /** Told of each container behind the listener: for what takes a while to learn. */
  readonly onAdded: (container: Container) => void;
}

const maxPending = 1024;
const maxEnds = 1024;

export function createContainerTracker(parts: TrackerParts): ContainerTracker {
  const { hostRoot, folders, now } = parts;
  const counts: TrackerCounts = { added: 0, removed: 0, refused: 0, starts: 0, unreadableBundles: 0 };
  const known = createKnownContainers(parts.listener, parts.maxContainers);
  const starts = createPendingStarts(maxPending);
  const ends = new Map<string, number>();

  function readBundle(bundle: string | undefined): ContainerFacts {
    const text = bundle && readBounded(path.join(hostRoot + bundle, 'config.json'), maxConfigBytes);
    return text ? parseConfig(text) : {};
  }

  function add(found: FoundContainer, facts: ContainerFacts): void {
    const container: Container = { ...facts, ...found };
    if (known.byPid(container.pid)) return;
    if (facts.command === undefined) counts.unreadableBundles += 1;
    if (!known.add(container)) {
      counts.refused += 1;
      return;
    }
    counts.added += 1;
    parts.onAdded(container);
  }

  function end(container: Container, { timeMs, exitCode }: ContainerEnd): void {
    counts.removed += 1;
    ends.delete(container.id);
    ends.set(container.id, timeMs);
    if (ends.size > maxEnds) ends.delete(ends.keys().next().value as string);
    known.remove(container, { timeMs, ...(exitCode === undefined ? {} : { exitCode }) });
  }

  return {
    ...{ known, starts, counts, end },
    noteCall(call) {
      const command = parseRuntimeCommand(call.exepath, call.args);
      if (!command) return;
      const bundle = path.resolve(call.cwd, command.bundle ?? '');
      const former = starts.get(call.pid);
      const isSeen = former?.command.id === command.id;
      // Seen by fanotify and as an event: whichever read the configuration knows more.
      if (isSeen && (call.config === undefined || former.facts.command)) return;
      if (!isSeen) counts.starts += 1;
      const facts = call.config === undefined ? readBundle(bundle) : parseConfig(call.config);
      const { pid, mntns, uid } = call;
      starts.set({ command, bundle, facts, pid, mntns, isByRoot: uid === 0, sinceMs: now() });
    },
    begin(start, found) {
      starts.delete(start.pid);
      const former = known.byId(found.id);
      // A container that is started again keeps its id; one of another runtime may have the same.
      if (former && former.pid !== found.pid && !readProcess(former.pid)) end(former, { timeMs: found.startedMs });
      const read = start.facts.command ? start.facts : mergeFacts(start.facts, readBundle(start.bundle));
      const facts = start.isByRoot ? read : withoutPod(read);
      add(found, { ...facts, bundle: start.bundle, runtime: start.command.runtime });
    },
    meet(found, state = folders.find(found.id)) {
      const first = state?.pid === undefined ? undefined : readProcess(state.pid);
      const mntns = first && mntnsOf(first.pid);
      const { bundle, runtime } = state ?? {};
      const read = readBundle(bundle);
      const facts = mergeFacts(state?.isOfUser ? withoutPod(read) : read, {
        ...(bundle === undefined ? {} : { bundle }),
        ...(runtime === undefined ? {} : { runtime }),
      });
      add(first && mntns !== undefined ? { ...found, pid: first.pid, mntns } : found, facts);
    },
    endOf: (id) => ends.get(id),
  };
}

/** A user without root writes what they like into a configuration: no pod is taken from there. */
function withoutPod({ labels, ...facts }: ContainerFacts): ContainerFacts {
  if (labels === undefined) return facts;
  const kept = Object.entries(labels).filter(([name]) => !name.startsWith('io.kubernetes.'));
  return { ...facts, labels: Object.fromEntries(kept) };
}
