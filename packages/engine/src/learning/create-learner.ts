import type { ContainerProfile, ProfileCoverage, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { durationMs } from '@rulelibrary/schema/configuration';
import type { Container, ContainerEnd } from '../contexts/container.ts';
import type { ContextInfo } from '../contexts/context-info.ts';
import type { ContainerIdentity, ProfileSource } from '../profile-source.ts';
import { userDefinedName } from './given-profiles.ts';
import { coveredParts, learnedEventTypes } from './learned-event-types.ts';
import { LearnedWorkload, type WorkloadOptions } from './learned-workload.ts';
import type { LearnerOptions, SavedProfile } from './learner-options.ts';
import { demandOf, joinDemands } from './profile-demand.ts';
import { keyText, type ProfileKey, profileKeyOf, serviceKeyOf } from './profile-key.ts';
import { defaultLimits } from './recording.ts';

/** What is said of an event's evaluation, as far as learning goes by it. */
export interface LearningOutcome {
  /** A rule without profile matched it. */
  readonly matchedSignature: boolean;
  /** Ids of the rules with a policy whose expressions it meets. */
  readonly triggered: readonly string[];
}

/**
 * Learns what containers do, and gives the profiles that come of it. It has no clock but the times that it is told, which are
 * milliseconds since the epoch.
 */
export interface Learner extends ProfileSource {
  containerStarted(container: Container, info: ContextInfo, timeMs: number): void;
  /** More is known of it than before, such as the owner of its pod. */
  containerChanged(container: Container, info: ContextInfo, timeMs: number): void;
  /** @param pid of its first process, where that is known: one that was started anew under its id has another */
  containerEnded(id: string, end: ContainerEnd, pid?: number): void;
  /** Takes in what happened, after its evaluation; the event is read during the call only. */
  observe(event: RuntimeEvent, info: ContextInfo, timeMs: number, outcome?: LearningOutcome): void;
  /** Events of these types are missing, of whatever containers. */
  eventsLost(types: Iterable<string>, timeMs: number): void;
  /** Time passes. @param nowMs up to when every event has been told: what happens in between is still learned */
  advance(nowMs: number): void;
  /** Whether it has been told of the container. */
  has(containerId: string): boolean;
  /** Of these nothing may be filtered out before it gets here. */
  isLearning(containerId: string): boolean;
  /** Ids of the containers that learn. */
  learning(): readonly string[];
  /** Asks for everything unfinished to be saved: the end is near. */
  flush(): void;
  /** What is to be written, each once; what has ended is then forgotten here. */
  takeUnsaved(): readonly SavedProfile[];
  /** The rules have changed: of completed profiles what these read is held from now on. */
  retain(rules: readonly Rule[]): void;
  /** The profiles in memory: of containers that run, and of services. */
  profiles(): readonly KnownProfile[];
  counts(): LearnerCounts;
}

/** A profile that is in use. */
export interface KnownProfile {
  readonly key: ProfileKey;
  /** Of one that is completed, what rules read of it; of others the state alone. */
  readonly profile: ContainerProfile;
}

export interface LearnerCounts {
  /** Profiles in memory by status. */
  readonly profiles: Readonly<Record<string, number>>;
  /** Events that showed something without room left, by part of the profile. */
  readonly dropped: Readonly<Record<string, number>>;
}

interface Run {
  readonly id: string;
  /** 0: nobody knows it. */
  pid: number;
  readonly startedMs: number;
  readonly wasRunning: boolean;
  identity: ContainerIdentity;
  /** Undefined where nothing is learned: its profile is given, or its context does not learn. */
  workload: LearnedWorkload | undefined;
}

const defaultLearningPeriodMs = 120_000;
const defaultMaxLearningPeriodMs = 86_400_000;
/** Label of a pod: a Go duration. */
const periodLabel = 'kubescape.io/max-sniffing-time';
/** More units than a host has; unit names of its own making must not fill the memory. */
const maxServices = 500;

export function createLearner(options: LearnerOptions): Learner {
  const {
    contexts = ['kubernetes'],
    maxLearningPeriodMs = defaultMaxLearningPeriodMs,
    limits = defaultLimits,
  } = options;
  const { learningPeriodMs = defaultLearningPeriodMs } = options;
  const observed = coveredParts(new Set(options.eventTypes));
  const coverage: ProfileCoverage = Object.fromEntries(observed.map((part) => [part, 'all']));
  const recordedTypes: ReadonlySet<string> = new Set(learnedEventTypes);
  const dropped = new Map<string, number>();
  const runs = new Map<string, Run>();
  const services = new Map<string, Run>();
  const workloads = new Map<string, LearnedWorkload>();
  let demand = options.rules && demandOfRules(options.rules);
  let nowMs = 0;

  function onDropped(part: string): void {
    dropped.set(part, (dropped.get(part) ?? 0) + 1);
  }

  function workloadOptions(): WorkloadOptions {
    return { learningPeriodMs, maxLearningPeriodMs, coverage, demand, limits, onDropped };
  }

  function workloadOf(key: ProfileKey): LearnedWorkload {
    const text = keyText(key);
    const known = workloads.get(text);
    if (known !== undefined) return known;
    const stored = options.stored?.(key);
    const isUnsure = key.imageDigest === undefined && stored?.profile.status !== 'completed';
    const borrowed = isUnsure ? options.lastCompleted?.(key) : undefined;
    const workload = new LearnedWorkload(key, workloadOptions(), stored, borrowed);
    workloads.set(text, workload);
    return workload;
  }

  /** Whose profile the container has: undefined where it is given, or its context does not learn. */
  function learnedKey(container: Container, identity: ContainerIdentity, info: ContextInfo): ProfileKey | undefined {
    if (!contexts.includes(info.context)) return undefined;
    const isGiven = userDefinedName(identity) !== undefined || options.given?.profileOf(identity) !== undefined;
    return isGiven ? undefined : profileKeyOf(container, info);
  }

  function forgetIfDone(workload: LearnedWorkload): void {
    if (!workload.isRunning && !workload.isUnsaved) workloads.delete(keyText(workload.key));
  }

  function leave(run: Run): void {
    const { workload } = run;
    if (workload === undefined) return;
    workload.left(run.id);
    // What it learned under a name that was not its own is no use to anybody else.
    if (!workload.isRunning) workloads.delete(keyText(workload.key));
  }

  function join(run: Run, key: ProfileKey, before: LearnedWorkload | undefined): void {
    run.workload = workloadOf(key);
    const maxMs = durationMs(run.identity.info?.pod?.labels?.[periodLabel] ?? '');
    if (maxMs !== undefined) run.workload.limitTo(maxMs);
    run.workload.started(run.id, run.startedMs, run.wasRunning);
    if (before?.recording !== undefined) run.workload.recording?.restore(before.recording.parts());
  }

  function serviceRun(unit: string, timeMs: number): Run {
    const known = services.get(unit);
    if (known !== undefined) return known;
    const id = `host/${unit}`;
    const run: Run = { id, pid: 0, startedMs: timeMs, wasRunning: true, identity: {}, workload: undefined };
    if (services.size < maxServices) {
      services.set(unit, run);
      join(run, serviceKeyOf(unit), undefined);
    }
    return run;
  }

  function runOf(info: ContextInfo, timeMs: number): Run | undefined {
    if (info.container !== undefined) return runs.get(info.container.id);
    if (info.service === undefined || !contexts.includes('host')) return undefined;
    return serviceRun(info.service, timeMs);
  }

  const learner: Learner = {
    containerStarted(container, info, timeMs) {
      const before = runs.get(container.id);
      if (before !== undefined && isOther(before.pid, container.pid)) learner.containerEnded(container.id, { timeMs });
      else if (before !== undefined) {
        learner.containerChanged(container, info, timeMs);
        return;
      }
      nowMs = Math.max(nowMs, timeMs);
      const { id, wasRunning } = container;
      const identity = { containerId: id, info };
      const run: Run = { id, pid: container.pid, startedMs: timeMs, wasRunning, identity, workload: undefined };
      runs.set(id, run);
      const key = learnedKey(container, identity, info);
      if (key !== undefined) join(run, key, undefined);
    },
    containerChanged(container, info, timeMs) {
      nowMs = Math.max(nowMs, timeMs);
      const run = runs.get(container.id);
      if (run === undefined) return;
      run.pid = container.pid;
      run.identity = { containerId: container.id, info };
      const key = learnedKey(container, run.identity, info);
      const before = run.workload;
      const isSame = key !== undefined && before !== undefined && keyText(key) === keyText(before.key);
      if (!isSame) leave(run);
      run.workload = undefined;
      if (key !== undefined) join(run, key, isSame ? undefined : before);
    },
    containerEnded(id, end, pid = 0) {
      const run = runs.get(id);
      if (run === undefined || isOther(run.pid, pid)) return;
      runs.delete(id);
      nowMs = Math.max(nowMs, end.timeMs);
      run.workload?.ended(id, end, run.wasRunning);
      if (run.workload) forgetIfDone(run.workload);
    },
    observe(event, info, timeMs, outcome) {
      const recording = runOf(info, timeMs)?.workload?.recording;
      if (recording === undefined) return;
      // An attack while it learns does not become normal.
      if (outcome?.matchedSignature && options.learnMatched !== true) return;
      recording.observe(event, outcome?.triggered ?? []);
    },
    eventsLost(types) {
      const isRecorded = [...types].some((type) => recordedTypes.has(type));
      if (isRecorded) for (const workload of workloads.values()) workload.eventsLost();
    },
    advance(now) {
      nowMs = now;
      for (const workload of workloads.values()) workload.advance(now);
    },
    profileOf(identity) {
      const { containerId, info } = identity;
      const run = containerId ? runs.get(containerId) : services.get(info?.service ?? '');
      if (run?.workload !== undefined) return run.workload.profile;
      return options.given?.profileOf(run === undefined || !containerId ? identity : { ...run.identity, ...identity });
    },
    has: (containerId) => runs.has(containerId),
    isLearning: (containerId) => runs.get(containerId)?.workload?.recording !== undefined,
    learning: () => [...runs.values()].filter(({ workload }) => workload?.recording !== undefined).map(({ id }) => id),
    flush() {
      for (const workload of workloads.values()) workload.requestSave();
    },
    takeUnsaved() {
      const unsaved = [...workloads.values()].filter(({ isUnsaved }) => isUnsaved);
      return unsaved.map((workload) => {
        const saved = { key: workload.key, named: workload.save(nowMs) };
        forgetIfDone(workload);
        return saved;
      });
    },
    retain(rules) {
      demand = demandOfRules(rules);
      for (const workload of workloads.values()) workload.retain(demand, options.stored?.(workload.key));
    },
    profiles: () => [...workloads.values()].map(({ key, profile }) => ({ key, profile })),
    counts: () => ({
      profiles: countBy([...workloads.values()].map(({ profile }) => profile.status)),
      dropped: Object.fromEntries(dropped),
    }),
  };
  return learner;
}

/** Of two first processes, as far as both are known. */
function isOther(one: number, other: number): boolean {
  return one !== 0 && other !== 0 && one !== other;
}

function demandOfRules(rules: readonly Rule[]): ProfileCoverage {
  return joinDemands(rules.map(demandOf));
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(names, (name) => name);
  return Object.fromEntries([...groups].map(([name, { length }]) => [name, length]));
}
