import type { EventType, Rule, RuntimeEvent } from '@rulelibrary/schema';
import type { CollectorStats } from '../collector/collector-stats.ts';
import type { Feature } from '../collector/features.ts';
import type { ContainerEnd } from '../contexts/container.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { ContextListener, TrackedContext } from '../contexts/context-tracker.ts';
import { createLearner, type Learner, type LearningOutcome } from '../learning/create-learner.ts';
import type { LearnerOptions, SavedProfile } from '../learning/learner-options.ts';
import type { ProfileSource } from '../profile-source.ts';
import { createMemoryStore } from '../profile-store/create-memory-store.ts';
import { openProfileStore } from '../profile-store/open-profile-store.ts';
import type { ProfileStore } from '../profile-store/profile-store.ts';
import type { PartErrors } from './part-errors.ts';

/** How a node learns. */
export interface NodeLearningOptions
  extends Pick<
    LearnerOptions,
    'contexts' | 'learningPeriodMs' | 'maxLearningPeriodMs' | 'learnMatched' | 'limits' | 'stored'
  > {
  /** Folder where profiles are kept; without it they are for as long as the node runs. */
  readonly stateDirectory?: string | undefined;
  /** Told of every profile that is saved, beside the folder. */
  readonly onSaved?: ((saved: SavedProfile) => void) | undefined;
}

export interface NodeLearningParts {
  readonly options: NodeLearningOptions;
  readonly features: readonly Feature[];
  readonly rules: readonly Rule[];
  readonly given: ProfileSource | undefined;
  /** What happens elsewhere nobody is told of, so nothing of it is learned. */
  readonly isWatched: (info: ContextInfo) => boolean;
  readonly errors: PartErrors;
}

/** Learning on a node: the learner between the containers, the events and the folder. */
export interface NodeLearning extends ProfileSource, ContextListener {
  readonly learner: Learner;
  observe(event: RuntimeEvent, info: ContextInfo, outcome: LearningOutcome): void;
  /** Time passes, and the kernel has counted. */
  advance(stats: CollectorStats): void;
  /** Rules, or what is watched, have changed. */
  update(rules: readonly Rule[], contexts: readonly TrackedContext[]): void;
  /** Saves everything, and returns when it is written. */
  stop(): void;
}

/**
 * How late an event may come: the ring is read every 100 ms, on a busy machine later. A profile that is completed at once
 * would alert of what happened before and is read after.
 */
const lagMs = 1_000;

export function createNodeLearning(parts: NodeLearningParts): NodeLearning {
  const { options, features, rules, given, isWatched, errors } = parts;
  const { stateDirectory, onSaved, ...learnerOptions } = options;
  const store = openStore(stateDirectory, errors);
  const learner = createLearner({
    ...learnerOptions,
    eventTypes: features.filter(({ available }) => available).map(({ name }) => name as EventType),
    rules,
    stored: (key) => errors.attempt('learner', () => store.load(key) ?? options.stored?.(key)),
    lastCompleted: (key) => errors.attempt('learner', () => store.lastCompleted(key)),
    ...(given && { given }),
  });
  const lostSince = createLossWatch();

  const saveAll = () => {
    for (const saved of learner.takeUnsaved()) {
      errors.attempt('learner', () => store.save(saved));
      errors.attempt('learner', () => onSaved?.(saved));
    }
  };
  const started = (info: ContextInfo, wasRunning = info.container?.wasRunning ?? true) => {
    if (info.container === undefined || !isWatched(info)) return;
    const timeMs = wasRunning ? Date.now() : info.container.startedMs || Date.now();
    learner.containerStarted({ ...info.container, wasRunning }, info, timeMs);
  };

  return {
    learner,
    profileOf: (identity) => learner.profileOf(identity),
    started,
    changed(info) {
      if (info.container !== undefined) learner.containerChanged(info.container, info, Date.now());
    },
    ended(info: ContextInfo, end: ContainerEnd) {
      if (info.container !== undefined) learner.containerEnded(info.container.id, end, info.container.pid);
      saveAll();
    },
    observe(event, info, outcome) {
      // Not by `attempt`: this is asked with every event.
      try {
        learner.observe(event, info, event.timestampMs ?? Date.now(), outcome);
      } catch (error) {
        errors.add('learner', error);
      }
    },
    advance(stats) {
      const lost = lostSince(stats);
      if (lost.length > 0) learner.eventsLost(lost, Date.now());
      learner.advance(Date.now() - lagMs);
      saveAll();
    },
    update(next, contexts) {
      learner.retain(next);
      for (const { info, endedMs } of contexts) {
        if (endedMs !== undefined || info.container === undefined) continue;
        if (!isWatched(info)) learner.containerEnded(info.container.id, { timeMs: Date.now() });
        // One that is known already stays as it is; of another everything so far was missed.
        else if (!learner.has(info.container.id)) started(info, true);
      }
    },
    stop() {
      learner.flush();
      saveAll();
      store.close();
    },
  };
}

/** A folder that cannot be used costs what would be kept there, and nothing else. */
function openStore(directory: string | undefined, errors: PartErrors): ProfileStore {
  const onProblem = (problem: { readonly message: string }) => errors.add('learner', new Error(problem.message));
  const opened = directory && errors.attempt('learner', () => openProfileStore(directory, { onProblem }));
  return opened || createMemoryStore();
}

/** Types of which more was lost than the last time. */
function createLossWatch(): (stats: CollectorStats) => readonly string[] {
  let last = new Map<string, number>();
  return ({ types }) => {
    const now = new Map(Object.entries(types).map(([type, { lost }]) => [type, lost.ring_full + lost.no_scratch]));
    const grown = [...now].filter(([type, count]) => count > (last.get(type) ?? 0)).map(([type]) => type);
    last = now;
    return grown;
  };
}
