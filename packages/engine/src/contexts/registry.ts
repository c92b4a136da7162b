import type { ContextInfo } from './context-info.ts';

/** A context and how long it lasts. Namespaces of one container share it, so that what becomes known reaches them all. */
export interface ContextSlot {
  info: ContextInfo;
  /** When its first process ended or it was removed, milliseconds since the epoch; undefined while it runs. */
  endedMs: number | undefined;
}

/** Which context a mount namespace belongs to. */
export interface Registry {
  /** The kernel gives the lowest free number, so this one may have been another's: the newest registration holds. */
  register(mntns: number, slot: ContextSlot): void;
  /** The same for a namespace that was made within the context: found again when it has to give way, so many of them never cost a container its place. */
  derive(mntns: number, slot: ContextSlot): void;
  /** The context that runs there. One lookup in a map. */
  lookup(mntns: number): ContextInfo | undefined;
  /** The same with its end, when that is past. */
  slotOf(mntns: number): ContextSlot | undefined;
  /** Nothing more will happen there: another namespace has its number, or nobody. */
  unregister(mntns: number): void;
  /** The same for a namespace that was derived; one of a container's own stays. */
  underive(mntns: number): void;
  /** Forgets what ended more than 10 s ago. */
  advance(nowMs: number): void;
  /** Every context once, with its namespaces. */
  contexts(): ReadonlyMap<ContextSlot, readonly number[]>;
  readonly size: number;
  /** How many had to go for want of room. */
  readonly evicted: number;
}

export interface RegistryOptions {
  /** Of contexts' own namespaces, and of those derived: for each. */
  readonly maxNamespaces?: number;
  readonly keptMs?: number;
}

/** Events of a container that is gone still come: the ring holds them, and the kernel's own threads finish late. */
const defaultKeptMs = 10_000;

/** An empty registry of at most 16,384 namespaces of each kind; the oldest give way first. */
export function createRegistry(options: RegistryOptions = {}): Registry {
  const { maxNamespaces = 16_384, keptMs = defaultKeptMs } = options;
  const own = new Map<number, ContextSlot>();
  const derived = new Map<number, ContextSlot>();
  let evicted = 0;

  const put = (slots: Map<number, ContextSlot>, mntns: number, slot: ContextSlot) => {
    slots.delete(mntns);
    if (slots.size >= maxNamespaces) {
      slots.delete(slots.keys().next().value as number);
      evicted += 1;
    }
    slots.set(mntns, slot);
  };
  const slotOf = (mntns: number) => own.get(mntns) ?? derived.get(mntns);

  return {
    register(mntns, slot) {
      derived.delete(mntns);
      put(own, mntns, slot);
    },
    derive(mntns, slot) {
      own.delete(mntns);
      put(derived, mntns, slot);
    },
    lookup(mntns) {
      const slot = slotOf(mntns);
      return slot?.endedMs === undefined ? slot?.info : undefined;
    },
    slotOf,
    unregister(mntns) {
      own.delete(mntns);
      derived.delete(mntns);
    },
    underive: (mntns) => void derived.delete(mntns),
    advance(nowMs) {
      for (const slots of [own, derived]) {
        for (const [mntns, { endedMs }] of slots) if (isOver(endedMs, keptMs, nowMs)) slots.delete(mntns);
      }
    },
    contexts() {
      const found = new Map<ContextSlot, number[]>();
      for (const [mntns, slot] of [...own, ...derived]) {
        const namespaces = found.get(slot) ?? [];
        found.set(slot, namespaces);
        namespaces.push(mntns);
      }
      return found;
    },
    get size() {
      return own.size + derived.size;
    },
    get evicted() {
      return evicted;
    },
  };
}

function isOver(endedMs: number | undefined, keptMs: number, nowMs: number): boolean {
  return endedMs !== undefined && nowMs - endedMs > keptMs;
}
