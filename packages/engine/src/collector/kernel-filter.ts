import type { EventFilter } from '../push-down/event-filter.ts';
import { type FilterClass, filterClasses } from '../push-down/filter-class.ts';
import { type EncodedConditions, encodeConditions } from './filter-encoding.ts';
import { isWider } from './filter-widening.ts';
import type { NativeAddon, NativeHandle } from './native-addon.ts';

/** The filter of a collector's programs. */
export interface KernelFilter {
  /**
   * From now on the kernel sends what the filter lets pass; undefined: everything. At no moment it goes by anything but the
   * old or the new one.
   * @throws Error where the kernel has no memory for it; everything is sent then
   */
  set(filter: EventFilter | undefined): void;
}

/** In native/bpf/filter.h: everything is sent, whatever the conditions. */
const anyClass = 15;
/** For the addon: the namespace is in no class any more. */
const noClass = -1;
/** For the addon, with a class: the one namespace that the kernel knows without a look into a map. */
const commonFlag = 0x100;
/** 24 bits. */
const lastEpoch = 0xffffff;

/** Of some types the first of a kind is an event: in another epoch it is the first again. */
interface Namespace {
  readonly name: FilterClass;
  readonly holder: string | undefined;
  readonly epoch: number;
}

interface Change {
  readonly mntns: number;
  /** Undefined: it is unknown again. */
  readonly to: Namespace | undefined;
  readonly isWider: boolean;
}

interface Current {
  readonly types: EventFilter['types'];
  readonly conditions: EncodedConditions;
}

/** @param handle of a collector that is open */
export function createKernelFilter(addon: NativeAddon, handle: NativeHandle): KernelFilter {
  const namespaces = new Map<number, Namespace>();
  const epochs = { unknown: 0, calls: 0, peers: 0 };
  let last = 0;
  let common: number | undefined;
  let current: Current | undefined;

  const nextEpoch = (): number => {
    last = (last % lastEpoch) + 1;
    return last;
  };

  const widens = (types: EventFilter['types'], name: FilterClass, before: FilterClass): boolean => {
    // Most calls are about one container among many.
    if (current === undefined || (current.types === types && name === before)) return false;
    return isWider({ types, name }, { types: current.types, name: before });
  };

  function changesTo({ types, namespaces: wanted, holders }: EventFilter): Change[] {
    const gone = [...namespaces.keys()].filter((mntns) => !wanted.has(mntns));
    const changed = [...wanted].flatMap(([mntns, name]): Change[] => {
      const known = namespaces.get(mntns);
      const holder = holders?.get(mntns);
      const isAnothers = known !== undefined && known.holder !== holder;
      const wider = isAnothers || widens(types, name, known?.name ?? 'unknown');
      if (known?.name === name && !wider) return [];
      const epoch = wider ? nextEpoch() : (known?.epoch ?? epochs.unknown);
      return [{ mntns, to: { name, holder, epoch }, isWider: wider }];
    });
    return [...changed, ...gone.map((mntns) => ({ mntns, to: undefined, isWider: false }))];
  }

  /** @param everywhere the class that all of them get for the time being */
  function write(changes: readonly Change[], everywhere?: number): void {
    const triples = changes.flatMap(({ mntns, to }) => {
      const index = everywhere ?? (to ? filterClasses.indexOf(to.name) : noClass);
      const flag = mntns === common && index !== noClass ? commonFlag : 0;
      return [mntns, index | flag, (to ?? namespaces.get(mntns))?.epoch ?? 0];
    });
    if (triples.length > 0) addon.setNamespaces(handle, Int32Array.from(triples));
  }

  /** @param isUnknownWider more is sent of unknown namespaces */
  function beginEpochs(changes: readonly Change[], isUnknownWider: boolean): void {
    // A namespace that goes may be another's next: what its first one did says nothing of that one.
    const hasLeft = changes.some(({ to }) => to === undefined);
    const isWider = isUnknownWider || changes.some((change) => change.isWider);
    if (!hasLeft && !isWider) return;
    if (hasLeft || isUnknownWider) epochs.unknown = nextEpoch();
    if (isWider) epochs.peers = nextEpoch();
    epochs.calls = nextEpoch();
    addon.setEpochs(handle, Int32Array.of(epochs.unknown, epochs.calls, epochs.peers));
  }

  function apply(filter: EventFilter): void {
    const { types } = filter;
    const conditions = current?.types === types ? current.conditions : encodeConditions(filter);
    const changes = changesTo(filter);
    if (common === undefined || !filter.namespaces.has(common)) common = hostIn(filter);
    const isUnknownWider = widens(types, 'unknown', 'unknown');
    if (!isSame(conditions, current?.conditions)) {
      // No class may be read with the other filter's conditions.
      write(changes, anyClass);
      addon.setConditions(handle, conditions.rules, conditions.values, conditions.paths);
    }
    write(changes);
    beginEpochs(changes, isUnknownWider);
    for (const { mntns, to } of changes) {
      if (to) namespaces.set(mntns, to);
      else namespaces.delete(mntns);
    }
    current = { types, conditions };
    addon.enableFilter(handle, true);
  }

  /** What the kernel holds is not known any more: the next filter writes all of it. */
  function giveUp(): void {
    addon.enableFilter(handle, false);
    current = undefined;
    for (const [mntns, namespace] of namespaces) namespaces.set(mntns, { ...namespace, name: 'unknown' });
  }

  return {
    set(filter) {
      try {
        if (filter) apply(filter);
        else addon.enableFilter(handle, false);
      } catch (cause) {
        giveUp();
        throw new Error(`Cannot set the filter: ${(cause as Error).message}`, { cause });
      }
    },
  };
}

/** Of the host's namespaces its own, which is named first: most of what happens happens there. */
function hostIn({ namespaces }: EventFilter): number | undefined {
  return [...namespaces].find(([, name]) => name === 'host' || name === 'host-profiled')?.[0];
}

function isSame(one: EncodedConditions, other: EncodedConditions | undefined): boolean {
  const parts = ['rules', 'values', 'paths'] as const;
  return other !== undefined && parts.every((part) => Buffer.compare(one[part], other[part]) === 0);
}
