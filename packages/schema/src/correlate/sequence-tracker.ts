import { createOrderedState } from './ordered-state.ts';
import {
  defaultSequenceLimits,
  type Evidence,
  type SequenceLimits,
  type SequenceSpec,
  type StepMatch,
} from './sequence-spec.ts';
import type { SequenceState } from './sequence-state.ts';
import { createUnorderedState } from './unordered-state.ts';

/** Room that several trackers share. */
export interface SequenceBudget {
  held: number;
}

export interface TrackerOptions {
  readonly limits?: Partial<SequenceLimits>;
  readonly budget?: SequenceBudget;
}

export interface TrackerCounts {
  /** Keys that have something begun. */
  readonly keys: number;
  /** Begun sequences; for `any`, events. */
  readonly held: number;
  /** How many of these had to go for want of room, oldest first. */
  readonly evicted: number;
  /** Keys that were forgotten because nothing was heard of them. */
  readonly expired: number;
  /** Sequences that were complete within a window after another of their key, and not given. */
  readonly suppressed: number;
}

/** One kind of sequence over a stream of events that does not end, by key. */
export interface SequenceTracker<E> {
  /** Takes an event of a key; gives the evidence of the sequence that it completes, at most once in a window for each key. */
  process(key: string, evidence: Evidence<E>, matches: StepMatch<E>): readonly Evidence<E>[] | undefined;
  /** Whether an event of the key could fill more than the first step. */
  isWaiting(key: string): boolean;
  /** Of what has begun for the key that which has most steps: what fills each step. For people. */
  furthest(key: string): readonly (Evidence<E> | undefined)[];
  /** Tells the time of the stream, now and then: what is long over is forgotten. */
  advance(nowNs: bigint): void;
  counts(): TrackerCounts;
}

interface Entry<E> {
  readonly state: SequenceState<E>;
  /** The latest time among its events. */
  clockNs: bigint | undefined;
  /** Time of the stream when the key was last heard of. */
  heardNs: bigint | undefined;
  /** When it was last complete; `untimed` until a time is known. */
  mutedSince: bigint | 'untimed' | undefined;
}

/** Makes a tracker; it holds no more than its limits, whatever comes. */
export function createSequenceTracker<E>(spec: SequenceSpec, options: TrackerOptions = {}): SequenceTracker<E> {
  const limits = { ...defaultSequenceLimits, ...options.limits };
  const budget = options.budget ?? { held: 0 };
  const create = spec.order === 'any' ? createUnorderedState : createOrderedState;
  // In the order in which they were last heard of.
  const entries = new Map<string, Entry<E>>();
  let nowNs: bigint | undefined;
  let held = 0;
  let evicted = 0;
  let expired = 0;
  let suppressed = 0;

  const hold = (change: number) => {
    held += change;
    budget.held += change;
  };

  const touch = (key: string): Entry<E> => {
    const entry = entries.get(key) ?? {
      state: create<E>(spec, limits.perKey),
      clockNs: undefined,
      heardNs: undefined,
      mutedSince: undefined,
    };
    entry.heardNs = nowNs;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const forget = (key: string, { state }: Entry<E>) => {
    entries.delete(key);
    hold(-state.size);
  };

  const makeRoom = () => {
    for (const [key, entry] of entries) {
      if (entries.size <= limits.keys && (budget.held <= limits.total || entries.size === 1)) return;
      evicted += entry.state.size;
      forget(key, entry);
    }
  };

  /** Whether a sequence that is complete now may be told. */
  const isArmed = (entry: Entry<E>, timeNs: bigint | undefined): boolean => {
    const atNs = timeNs ?? entry.clockNs;
    const since = entry.mutedSince;
    const isOver = typeof since === 'bigint' && atNs !== undefined && atNs - since > spec.windowNs;
    if (since !== undefined && !isOver) return false;
    entry.mutedSince = atNs ?? 'untimed';
    return true;
  };

  return {
    process(key, evidence, matches) {
      const entry = touch(key);
      const { state } = entry;
      const { timeNs } = evidence;
      if (timeNs !== undefined && (entry.clockNs === undefined || timeNs > entry.clockNs)) entry.clockNs = timeNs;
      if (entry.mutedSince === 'untimed' && entry.clockNs !== undefined) entry.mutedSince = entry.clockNs;
      const before = state.size;
      const lostBefore = state.evicted;
      const complete = state.take(evidence, matches);
      hold(state.size - before);
      evicted += state.evicted - lostBefore;
      if (state.size === 0 && entry.mutedSince === undefined && complete === undefined) entries.delete(key);
      makeRoom();
      if (complete === undefined) return undefined;
      if (isArmed(entry, timeNs)) return complete;
      suppressed += 1;
      return undefined;
    },
    isWaiting: (key) => entries.has(key),
    furthest: (key) => entries.get(key)?.state.furthest() ?? new Array(spec.steps).fill(undefined),
    advance(now) {
      nowNs = now;
      for (const [key, entry] of entries) {
        entry.heardNs ??= now;
        if (now - entry.heardNs <= spec.windowNs + limits.idleNs) return;
        expired += 1;
        forget(key, entry);
      }
    },
    counts: () => ({ keys: entries.size, held, evicted, expired, suppressed }),
  };
}
