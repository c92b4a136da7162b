import type { PodIdentity, RuntimeEvent } from '@rulelibrary/schema';
import { copyEvent } from '../copy-event.ts';
import { eventTimeMs } from '../event-time.ts';
import type { Container, ContainerEnd, ContainerListener } from './container.ts';
import { type ContainerSlots, createContainerSlots } from './container-slots.ts';
import { enrichEvent } from './context-fields.ts';
import type { ContextInfo } from './context-info.ts';
import { createDetectorManager, type DetectorManager } from './detector-manager.ts';
import { createHeldEvents, defaultHeldLimits, type HeldCounts, type HeldLimits } from './held-events.ts';
import { isSameContext } from './is-same-context.ts';
import { createNamespaceHistory, processStartMs } from './namespace-history.ts';
import { createOwnContexts, type OwnContext } from './own-contexts.ts';
import { type ContextSlot, createRegistry, type Registry, type RegistryOptions } from './registry.ts';
import { createServiceContexts } from './service-contexts.ts';

/** Where each event of a machine happened. It is told of containers, and of the processes by their events. */
export interface ContextTracker extends ContainerListener {
  /** The mount namespace of the machine's first process, before the first event; 0 where nobody knows it. */
  setHost(mntns: number): void;
  /**
   * Where the event happened; undefined: in a container that is not known yet. Given every event in its order, also those
   * that nobody else is given: processes are followed by them.
   */
  describe(event: RuntimeEvent): ContextInfo | undefined;
  /** Keeps a copy of an event that `describe` knew no place for, until it does or 2 s are over. */
  hold(event: RuntimeEvent): void;
  /** What the cluster or the own contexts say may have changed: all containers are looked at anew. */
  refresh(ownContexts?: readonly OwnContext[]): void;
  /** What has waited long enough is evaluated, what ended long ago forgotten. */
  advance(nowMs: number): void;
  /** Evaluates all that still waits. */
  settle(): void;
  contexts(): readonly TrackedContext[];
  counts(): ContextCounts;
}

/** A context that is registered. */
export interface TrackedContext {
  readonly info: ContextInfo;
  readonly namespaces: readonly number[];
  /** Milliseconds since the epoch; undefined while it runs. */
  readonly endedMs?: number;
}

export interface ContextCounts extends HeldCounts {
  readonly containers: number;
  readonly namespaces: number;
  readonly evicted: number;
  /** Containers whose events waited in vain: evaluated by what their cgroup tells. */
  readonly unannounced: number;
  /** Namespaces whose events did not wait their time, as too many waited. */
  readonly early: number;
}

/** Told of containers with all that is known of them. */
export interface ContextListener {
  /** Before any event of it that was held is released. */
  started(info: ContextInfo): void;
  /** More or something else is known. */
  changed(info: ContextInfo): void;
  /** Once. Its late events may still come. */
  ended(info: ContextInfo, end: ContainerEnd): void;
}

export interface ContextTrackerOptions {
  readonly hostName: string;
  readonly ownContexts?: readonly OwnContext[] | undefined;
  /** What the cluster knows of a container's pod. */
  readonly podOf?: ((container: Container) => PodIdentity | undefined) | undefined;
  /** Gets the events that were held, each as a copy that says where it happened, in the order of their namespace. */
  readonly onReleased: (event: RuntimeEvent, info: ContextInfo, timeMs: number) => void;
  readonly onContainer?: ContextListener | undefined;
  /** The systemd unit of an event on the host, for whom services are told apart. */
  readonly serviceOf?: ((event: RuntimeEvent) => string | undefined) | undefined;
  readonly now: () => number;
  readonly limits?: (Partial<HeldLimits> & RegistryOptions) | undefined;
}

/** A tracker that knows of no container yet. */
export function createContextTracker(options: ContextTrackerOptions): ContextTracker {
  return new Tracker(options);
}

/** As shells and runtimes word it. */
const signalled = 128;

/** Guards that namespaces, containers and held events agree: in one file, since every step reads or changes all three. */
class Tracker implements ContextTracker {
  readonly #options: ContextTrackerOptions;
  readonly #registry: Registry;
  readonly #containers: ContainerSlots;
  readonly #history = createNamespaceHistory();
  readonly #held: ReturnType<typeof createHeldEvents>;
  #detectors: DetectorManager;
  #hostMntns = 0;
  readonly #host: ContextSlot;
  readonly #services: ((event: RuntimeEvent) => ContextInfo | undefined) | undefined;
  readonly #counts = { unannounced: 0, early: 0 };

  constructor(options: ContextTrackerOptions) {
    this.#options = options;
    this.#registry = createRegistry(options.limits);
    this.#containers = createContainerSlots(options.limits);
    this.#held = createHeldEvents({ ...defaultHeldLimits, ...options.limits });
    this.#detectors = this.#detectorsOf(options.ownContexts ?? []);
    this.#host = { info: this.#detectors.detect({ mntns: 0 }), endedMs: undefined };
    this.#services = options.serviceOf && createServiceContexts(this.#host.info, options.serviceOf);
  }

  setHost(mntns: number): void {
    this.#hostMntns = mntns;
    if (mntns !== 0) this.#registry.register(mntns, this.#host);
  }

  describe(event: RuntimeEvent): ContextInfo | undefined {
    const place = this.#placeOf(event);
    const info = event.mntns === this.#hostMntns ? place : (this.#enteredFrom(event, place) ?? place);
    if (info !== this.#host.info || this.#services === undefined) return info;
    return this.#services(event) ?? info;
  }

  /**
   * Whoever entered a container and has executed nothing there acts for the place it comes from: a runtime that makes the
   * container or runs one more program in it, nsenter. What it does is neither the container's habit nor an attack in it.
   */
  #enteredFrom({ execMntns, eventType }: RuntimeEvent, place: ContextInfo | undefined): ContextInfo | undefined {
    if (execMntns === undefined || eventType === 'exec') return undefined;
    const from = this.#registry.lookup(execMntns);
    const isSame = place !== undefined && from?.container?.id === place.container?.id;
    return isSame ? undefined : from;
  }

  #placeOf(event: RuntimeEvent): ContextInfo | undefined {
    const isNew = this.#history.follow(event);
    if (isNew) this.#forget(event);
    const { mntns } = event;
    const info = this.#registry.lookup(mntns);
    if (event.eventType === 'exec' || event.eventType === 'exit') return this.#followProcess(event, info);
    return info ?? this.#resolve(event);
  }

  hold(event: RuntimeEvent): void {
    const timeMs = eventTimeMs(event);
    this.#held.add({ event: copyEvent(event), timeMs: Number.isFinite(timeMs) ? timeMs : this.#options.now() });
    const overdue = this.#held.overdue();
    if (overdue === undefined) return;
    this.#counts.early += 1;
    this.#giveUp(overdue);
  }

  added(container: Container): void {
    const slot = this.#runningSlotOf(container.id);
    // 0: it was evaluated by its cgroup so far.
    const isKnown = [0, container.pid].includes(slot?.info.container?.pid ?? -1);
    if (slot !== undefined && isKnown) this.#replace(slot, container);
    else this.#register(container);
  }

  changed(container: Container): void {
    const slot = this.#containers.get(container.id);
    if (slot === undefined) this.#register(container);
    else this.#replace(slot, container);
  }

  removed({ id, pid }: Container, end: ContainerEnd): void {
    const slot = this.#containers.get(id);
    // One that was started anew has another first process.
    if (slot?.info.container?.pid === pid) this.#finish(slot, end);
  }

  refresh(ownContexts?: readonly OwnContext[]): void {
    if (ownContexts !== undefined) this.#detectors = this.#detectorsOf(ownContexts);
    for (const slot of this.#containers.all()) {
      if (slot.info.container !== undefined) this.#replace(slot, slot.info.container);
    }
  }

  advance(nowMs: number): void {
    for (const mntns of this.#held.due(nowMs)) this.#giveUp(mntns);
    this.#registry.advance(nowMs);
    this.#containers.advance(nowMs);
  }

  settle(): void {
    for (const mntns of this.#held.namespaces()) this.#giveUp(mntns);
  }

  contexts(): readonly TrackedContext[] {
    return [...this.#registry.contexts()].map(([{ info, endedMs }, namespaces]) => ({
      info,
      namespaces,
      ...(endedMs !== undefined && { endedMs }),
    }));
  }

  counts(): ContextCounts {
    const { size: namespaces, evicted } = this.#registry;
    return { containers: this.#containers.size, namespaces, evicted, ...this.#counts, ...this.#held.counts() };
  }

  #detectorsOf(ownContexts: readonly OwnContext[]): DetectorManager {
    const { hostName } = this.#options;
    const ownContextsOf = createOwnContexts(ownContexts);
    return createDetectorManager({ hostMntns: () => this.#hostMntns, hostName, ownContextsOf });
  }

  #infoOf(container: Container): ContextInfo {
    const pod = this.#options.podOf?.(container);
    return this.#detectors.detect({ mntns: container.mntns, container, ...(pod && { pod }) });
  }

  #register(container: Container): void {
    const slot: ContextSlot = { info: this.#infoOf(container), endedMs: undefined };
    // One in the host's own namespace is the host: or else starting it would take the host out of its rules.
    if (slot.info.container === undefined || container.mntns === this.#hostMntns) return;
    const before = this.#runningSlotOf(container.id);
    if (before !== undefined) this.#finish(before, { timeMs: this.#options.now() });
    this.#containers.set(slot, this.#options.now());
    this.#registry.register(container.mntns, slot);
    this.#options.onContainer?.started(slot.info);
    this.#release(slot);
  }

  /** Where the end of its first process was seen, that came first and is the more exact. */
  #finish(slot: ContextSlot, end: ContainerEnd): void {
    if (slot.endedMs !== undefined) return;
    slot.endedMs = end.timeMs;
    this.#options.onContainer?.ended(slot.info, end);
  }

  #replace(slot: ContextSlot, container: Container): void {
    const info = this.#infoOf(container);
    if (info.container === undefined || isSameContext(info, slot.info)) return;
    const known = slot.info.container;
    slot.info = info;
    this.#containers.set(slot, this.#options.now());
    if (slot.endedMs === undefined) this.#options.onContainer?.changed(info);
    if (known?.mntns === container.mntns || container.mntns === this.#hostMntns) return;
    this.#registry.register(container.mntns, slot);
    this.#release(slot);
  }

  /** Events of all namespaces of the container: of those beside its own only their cgroup says that they are. */
  #release(slot: ContextSlot): void {
    const { container } = slot.info;
    for (const mntns of this.#held.namespaces()) {
      const isOwn = mntns === container?.mntns;
      if (!isOwn && this.#held.containerIdOf(mntns) !== container?.id) continue;
      if (!isOwn) this.#registry.derive(mntns, slot);
      this.#deliver(mntns, slot.info);
    }
  }

  #deliver(mntns: number, info: ContextInfo): void {
    for (const { event, timeMs } of this.#held.take(mntns)) {
      this.#options.onReleased(enrichEvent(event, info), info, timeMs);
    }
  }

  /** Nobody came to tell: the events go with what their cgroup says, and so do those that follow. */
  #giveUp(mntns: number): void {
    const id = this.#held.containerIdOf(mntns);
    const slot = id === undefined ? this.#host : (this.#runningSlotOf(id) ?? this.#unannounced(id, mntns));
    if (this.#registry.lookup(mntns) === undefined) this.#registry.derive(mntns, slot);
    this.#deliver(mntns, slot.info);
  }

  #unannounced(id: string, mntns: number): ContextSlot {
    this.#counts.unannounced += 1;
    const container: Container = { id, mntns, pid: 0, startedMs: this.#options.now(), wasRunning: true };
    const slot: ContextSlot = { info: this.#infoOf(container), endedMs: undefined };
    this.#containers.set(slot, this.#options.now());
    this.#options.onContainer?.started(slot.info);
    return slot;
  }

  #runningSlotOf(id: string): ContextSlot | undefined {
    const slot = this.#containers.get(id);
    return slot?.endedMs === undefined ? slot : undefined;
  }

  #followProcess(event: RuntimeEvent, info: ContextInfo | undefined): ContextInfo | undefined {
    if (event.eventType === 'exit') {
      const found = info ?? this.#resolve(event);
      this.#end(event);
      return found;
    }
    // Some runtimes make the namespaces first and the cgroup later: until then they look like the host's own.
    const isOfHost = info === this.#host.info && event.mntns !== this.#hostMntns;
    if (info !== undefined && !isOfHost) return info;
    const found = this.#resolve(event);
    if (found === undefined) this.#registry.underive(event.mntns);
    return found;
  }

  /** With its first process ends a container, and with it whoever has the number of its namespace next is another. */
  #end(event: RuntimeEvent): void {
    const slot = this.#containers.ofProcess(event.pid ?? 0) ?? this.#unannouncedEnding(event);
    if (slot === undefined) return;
    const { exitCode = 0, signal = 0 } = event;
    this.#finish(slot, { timeMs: eventTimeMs(event), exitCode: signal ? signalled + signal : exitCode });
  }

  /** The first process of a container that nobody announced: the first of its pid namespace. */
  #unannouncedEnding({ containerPid, mntns }: RuntimeEvent): ContextSlot | undefined {
    const slot = containerPid === 1 ? this.#registry.slotOf(mntns) : undefined;
    return slot?.info.container?.pid === 0 ? slot : undefined;
  }

  /** The namespace is a new one. What was said of its number since the event happened stays: it is about the new one. */
  #forget(event: RuntimeEvent): void {
    const { mntns, eventType } = event;
    if (mntns === this.#hostMntns) return;
    this.#registry.underive(mntns);
    const slot = this.#registry.slotOf(mntns);
    // A fork may also come from outside, by setns.
    if (slot === undefined || eventType !== 'unshare') return;
    if (this.#containers.registeredMs(slot) < eventTimeMs(event)) this.#registry.unregister(mntns);
  }

  /** An event of a namespace that nobody has registered, or that ended. */
  #resolve(event: RuntimeEvent): ContextInfo | undefined {
    const { mntns } = event;
    // A process that has left its namespaces, at its end: it is where it was.
    if (mntns === 0) return this.#maker(event).info;
    const ended = this.#registry.slotOf(mntns);
    if (ended?.endedMs !== undefined && isOfBefore(event, ended.endedMs)) return ended.info;
    const slot = this.#slotByEvidence(event);
    if (slot !== undefined) this.#registry.derive(mntns, slot);
    return slot?.info;
  }

  /** Its cgroup's container, else the context of whoever made the namespace; undefined: a container nobody knows yet. */
  #slotByEvidence(event: RuntimeEvent): ContextSlot | undefined {
    const { containerId } = event;
    if (containerId) return this.#runningSlotOf(containerId);
    const maker = this.#maker(event);
    return maker.endedMs === undefined ? maker : this.#host;
  }

  #maker(event: RuntimeEvent): ContextSlot {
    const madeIn = this.#history.madeIn(event);
    return (madeIn === undefined ? undefined : this.#registry.slotOf(madeIn)) ?? this.#host;
  }
}

/** Whether the acting process is one that was there before: what started later is of another namespace. */
function isOfBefore(event: RuntimeEvent, endedMs: number): boolean {
  return (processStartMs(event) ?? eventTimeMs(event)) <= endedMs;
}
