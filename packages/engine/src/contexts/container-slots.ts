import type { ContextSlot, RegistryOptions } from './registry.ts';

/** The containers there are, by id and by their first process. */
export interface ContainerSlots {
  /** In place of another of its id, which is over then. @param nowMs when this became known */
  set(slot: ContextSlot, nowMs: number): void;
  get(id: string): ContextSlot | undefined;
  /** Of the container whose first process it is. */
  ofProcess(pid: number): ContextSlot | undefined;
  /** When it was set; 0 where it is no container's. */
  registeredMs(slot: ContextSlot): number;
  all(): readonly ContextSlot[];
  /** Forgets those that ended more than 10 s ago. */
  advance(nowMs: number): void;
  readonly size: number;
}

const defaultMax = 16_384;
const defaultKeptMs = 10_000;

/** None yet; beyond 16,384 the oldest go. */
export function createContainerSlots(options: RegistryOptions = {}): ContainerSlots {
  const { maxNamespaces: max = defaultMax, keptMs = defaultKeptMs } = options;
  const byId = new Map<string, ContextSlot>();
  const byPid = new Map<number, ContextSlot>();
  const registered = new WeakMap<ContextSlot, number>();

  const forget = (slot: ContextSlot) => {
    const { id = '', pid = 0 } = slot.info.container ?? {};
    if (byId.get(id) === slot) byId.delete(id);
    if (byPid.get(pid) === slot) byPid.delete(pid);
  };

  return {
    set(slot, nowMs) {
      const { id = '', pid = 0 } = slot.info.container ?? {};
      const known = byId.get(id);
      if (known === slot) forget(slot);
      else if (known !== undefined) {
        known.endedMs ??= nowMs;
        forget(known);
      } else if (byId.size >= max) forget(byId.values().next().value as ContextSlot);
      byId.set(id, slot);
      if (pid !== 0) byPid.set(pid, slot);
      registered.set(slot, nowMs);
    },
    get: (id) => byId.get(id),
    ofProcess: (pid) => byPid.get(pid),
    registeredMs: (slot) => registered.get(slot) ?? 0,
    all: () => [...byId.values()],
    advance(nowMs) {
      for (const slot of byId.values()) {
        if (slot.endedMs !== undefined && nowMs - slot.endedMs > keptMs) forget(slot);
      }
    },
    get size() {
      return byId.size;
    },
  };
}
