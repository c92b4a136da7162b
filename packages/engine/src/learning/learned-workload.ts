import type { ContainerProfile, NamedProfile, ProfileCoverage, ProfilePart, ProfileStatus } from '@rulelibrary/schema';
import type { ContainerEnd } from '../contexts/container.ts';
import { keepDemanded } from './keep-demanded.ts';
import { objectNameOf, type ProfileKey } from './profile-key.ts';
import { createRecording, type RecordedParts, type Recording, type RecordingLimits } from './recording.ts';

/** A job is known after so many runs of it. */
const cleanRunsToComplete = 3;
/** While nothing new is learned, the running time alone is saved, every so many learning periods. */
const idlePeriods = 5;

export interface WorkloadOptions {
  readonly learningPeriodMs: number;
  readonly maxLearningPeriodMs: number;
  /** What is observed now. */
  readonly coverage: ProfileCoverage;
  /** What rules read of a completed profile; undefined: everything is kept. */
  readonly demand: ProfileCoverage | undefined;
  readonly limits: RecordingLimits;
  /** Told of everything that had no room. */
  readonly onDropped: (part: ProfilePart) => void;
}

/** The profile of one container of a workload and image, on its way through the states. */
export class LearnedWorkload {
  readonly key: ProfileKey;
  readonly #options: WorkloadOptions;
  readonly #running = new Set<string>();
  readonly #missed = new Set<string>();
  readonly #coverage: ProfileCoverage;
  #demand: ProfileCoverage | undefined;
  #maxLearningPeriodMs: number;
  #status: ProfileStatus = 'initializing';
  #recording: Recording | undefined;
  #profile: ContainerProfile;
  /** What was recorded, from its completion until it is saved: after that the file has what no rule reads. */
  #completed: RecordedParts | undefined;
  #borrowed: NamedProfile | undefined;
  /** Of containers that have ended. */
  #settledMs = 0;
  #activeSinceMs = 0;
  #nowMs = 0;
  #cleanRuns = 0;
  #savedMs = 0;
  #savedChanges = 0;
  #isUnsaved = false;

  /**
   * @param stored what was saved of it before: it goes on from there
   * @param borrowed what counts until it is completed
   */
  constructor(key: ProfileKey, options: WorkloadOptions, stored?: NamedProfile, borrowed?: NamedProfile) {
    this.key = key;
    this.#options = options;
    this.#demand = options.demand;
    this.#maxLearningPeriodMs = options.maxLearningPeriodMs;
    this.#coverage = intersection(options.coverage, stored?.profile.coverage);
    const { status = 'initializing' } = stored?.profile ?? {};
    this.#status = status === 'failed' ? 'initializing' : status;
    this.#settledMs = stored?.learning?.runningMs ?? 0;
    this.#cleanRuns = stored?.learning?.cleanRuns ?? 0;
    for (const what of stored?.learning?.missed ?? []) this.#missed.add(what);
    if (stored !== undefined && status === 'completed') this.#profile = this.#reduced(stored.profile);
    else {
      this.#recording = createRecording(options.limits, options.onDropped);
      this.#recording.restore(stored?.profile ?? {});
      this.#savedChanges = this.#recording.changes;
      this.#borrowed = borrowed;
      this.#profile = this.#shown();
    }
  }

  /** What rules are told: the state alone until it is completed. Never changed, but replaced. */
  get profile(): ContainerProfile {
    return this.#profile;
  }
  /** While it learns; undefined from its completion on. */
  get recording(): Recording | undefined {
    return this.#recording;
  }
  get isUnsaved(): boolean {
    return this.#isUnsaved;
  }
  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** @param wasRunning what it did before is unknown, until another of the workload is seen from its start */
  started(id: string, timeMs: number, wasRunning: boolean): void {
    if (this.#running.size === 0) this.#activeSinceMs = timeMs;
    this.#running.add(id);
    if (this.#recording === undefined) return;
    if (wasRunning) this.#missed.add('start');
    else this.#missed.delete('start');
    this.#profile = this.#shown();
  }

  ended(id: string, { timeMs, exitCode }: ContainerEnd, wasRunning: boolean): void {
    if (!this.#running.delete(id) || this.#recording === undefined) return;
    if (this.#running.size === 0) this.#settle(timeMs, exitCode === 0);
    if (exitCode === 0 && !wasRunning) this.#cleanRuns += 1;
    this.#nowMs = timeMs;
    if (this.#cleanRuns >= cleanRunsToComplete || this.#totalMs() >= this.#maxLearningPeriodMs) {
      this.#complete();
    } else if (this.#status === 'initializing' && !this.isRunning) {
      this.#enter(exitCode === 0 || this.#settledMs >= this.#learningPeriodMs() ? 'ready' : 'failed');
    }
    this.#isUnsaved = true;
  }

  /** Its pod says how long it is learned. */
  limitTo(maxLearningPeriodMs: number): void {
    this.#maxLearningPeriodMs = maxLearningPeriodMs;
  }

  /** One that is no longer of this workload: more is known of it now. */
  left(id: string): void {
    this.#running.delete(id);
  }

  eventsLost(): void {
    if (this.#recording === undefined || !this.isRunning) return;
    this.#missed.add('events');
    this.#profile = this.#shown();
  }

  advance(nowMs: number): void {
    if (this.#recording === undefined || !this.isRunning) return;
    this.#nowMs = nowMs;
    const learningPeriodMs = this.#learningPeriodMs();
    if (this.#totalMs() >= this.#maxLearningPeriodMs) this.#complete();
    else if (this.#totalMs() >= learningPeriodMs && this.#status === 'initializing') this.#enter('ready');
    else if (this.#status === 'ready' && nowMs - this.#savedMs >= this.#saveEveryMs()) this.#isUnsaved = true;
  }

  /** Rules read something else from now on. @param stored what was saved: memory has only what was read before */
  retain(demand: ProfileCoverage, stored: NamedProfile | undefined): void {
    this.#demand = demand;
    if (this.#status !== 'completed') {
      this.#profile = this.#shown();
      return;
    }
    const saved = stored?.profile.status === 'completed' ? stored.profile : undefined;
    const whole = this.#completed === undefined ? saved : { ...this.#face(), ...this.#completed };
    this.#profile = this.#reduced(whole ?? this.#profile);
  }

  /** All there is, to be written. */
  save(nowMs: number): NamedProfile {
    this.#nowMs = nowMs;
    this.#savedMs = nowMs;
    this.#savedChanges = this.#recording?.changes ?? 0;
    this.#isUnsaved = false;
    const { key } = this;
    const parts: RecordedParts = this.#completed ?? this.#recording?.parts() ?? this.#profile;
    this.#completed = undefined;
    return {
      ...(key.namespace !== undefined && { namespace: key.namespace }),
      workload: key.workload,
      containerName: key.containerName,
      ...(key.image !== undefined && { image: key.image }),
      ...(key.imageDigest !== undefined && { imageDigest: key.imageDigest }),
      profile: { ...this.#face(), ...parts },
      learning: {
        context: key.context,
        savedMs: nowMs,
        runningMs: Math.round(this.#totalMs()),
        cleanRuns: this.#cleanRuns,
        missed: this.#allMissed(),
      },
    };
  }

  /** Stops or resumes at any time: what is not saved yet is to be. */
  requestSave(): void {
    if (this.#recording !== undefined) this.#isUnsaved = true;
  }

  /** The time of a run that crashed early does not count, or a crash loop would add up to a profile. */
  #settle(timeMs: number, isClean: boolean): void {
    const runMs = Math.max(0, timeMs - this.#activeSinceMs);
    if (isClean || runMs >= this.#learningPeriodMs()) this.#settledMs += runMs;
  }

  #learningPeriodMs(): number {
    return Math.min(this.#options.learningPeriodMs, this.#maxLearningPeriodMs);
  }

  #totalMs(): number {
    return this.#settledMs + (this.isRunning ? Math.max(0, this.#nowMs - this.#activeSinceMs) : 0);
  }

  #saveEveryMs(): number {
    const isChanged = this.#recording?.changes !== this.#savedChanges;
    return this.#learningPeriodMs() * (isChanged ? 1 : idlePeriods);
  }

  #complete(): void {
    for (const part of this.#allMissed()) this.#missed.add(part);
    this.#completed = this.#recording?.parts() ?? {};
    this.#recording = undefined;
    this.#status = 'completed';
    this.#profile = this.#reduced({ ...this.#face(), ...this.#completed });
    this.#isUnsaved = true;
  }

  #enter(status: ProfileStatus): void {
    this.#status = status;
    this.#profile = this.#shown();
    this.#isUnsaved = true;
  }

  #face(): ContainerProfile {
    return {
      status: this.#status,
      completion: this.#allMissed().length > 0 ? 'partial' : 'complete',
      coverage: this.#coverage,
      name: objectNameOf(this.key),
    };
  }

  /** What rules are told while it learns. */
  #shown(): ContainerProfile {
    return this.#borrowed === undefined ? this.#face() : this.#reduced(this.#borrowed.profile);
  }

  #allMissed(): readonly string[] {
    return [...new Set([...this.#missed, ...(this.#recording?.dropped ?? [])])].sort();
  }

  #reduced(profile: ContainerProfile): ContainerProfile {
    return this.#demand === undefined ? profile : keepDemanded(profile, this.#demand);
  }
}

/** What was observed all the time. */
function intersection(now: ProfileCoverage, before: ProfileCoverage | undefined): ProfileCoverage {
  if (before === undefined) return now;
  return Object.fromEntries(Object.entries(now).filter(([part]) => Object.hasOwn(before, part)));
}
