import type { ContextInfo } from '../contexts/context-info.ts';
import type { TrackedContext } from '../contexts/context-tracker.ts';
import type { EventFilter } from '../push-down/event-filter.ts';
import { type FilterClass, filterClassOf, type ProfileProgress } from '../push-down/filter-class.ts';
import type { PushDown } from '../push-down/push-down.ts';

/** Tells the kernel which events nobody needs, as rules and containers change. */
export interface FilterFeed {
  /** Other rules. */
  update(): void;
  /** Other containers, or other profiles. Costs nothing where all is as it was. */
  refresh(): void;
}

export interface FilterFeedParts {
  readonly pushDown: () => PushDown;
  readonly contexts: () => readonly TrackedContext[];
  readonly isWatched: (info: ContextInfo) => boolean;
  readonly progressOf: (info: ContextInfo) => ProfileProgress;
  readonly setFilter: (filter: EventFilter) => void;
}

/** A feed that has said nothing yet: until it does, everything is sent. */
export function createFilterFeed(parts: FilterFeedParts): FilterFeed {
  let types = parts.pushDown().types;
  let last: EventFilter | undefined;

  const refresh = () => {
    const next = { types, ...classesOf(parts) };
    if (last && isSame(last, next)) return;
    // Before: what fails is not tried with every tick, but when something changes.
    last = next;
    parts.setFilter(next);
  };
  return {
    update() {
      types = parts.pushDown().types;
      refresh();
    },
    refresh,
  };
}

/** Of a context that has ended nothing is said: its namespaces may be another's by now. */
function classesOf({ contexts, isWatched, progressOf }: FilterFeedParts): Omit<EventFilter, 'types'> {
  const namespaces = new Map<number, FilterClass>();
  const holders = new Map<number, string>();
  for (const { info, namespaces: own, endedMs } of contexts()) {
    if (endedMs !== undefined) continue;
    const name = isWatched(info) ? filterClassOf(info.context, progressOf(info)) : 'ignored';
    for (const mntns of own) {
      namespaces.set(mntns, name);
      holders.set(mntns, info.container?.id ?? '');
    }
  }
  return { namespaces, holders };
}

function isSame(one: EventFilter, other: EventFilter): boolean {
  return (
    one.types === other.types &&
    one.namespaces.size === other.namespaces.size &&
    [...other.namespaces].every(
      ([mntns, name]) => one.namespaces.get(mntns) === name && one.holders?.get(mntns) === other.holders?.get(mntns),
    )
  );
}
