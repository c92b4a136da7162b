import type { EventType, NamedProfile, Rule } from '@rulelibrary/schema';
import type { ProfileSource } from '../profile-source.ts';
import type { SourceContext } from '../source-context.ts';
import type { ProfileKey } from './profile-key.ts';
import type { RecordingLimits } from './recording.ts';

export interface LearnerOptions {
  /** Whose containers learn; `host`: services, by systemd unit. Kubernetes alone where it is not given. */
  readonly contexts?: readonly SourceContext[];
  /** What is collected and available on this kernel: a profile never says of anything else that it did not happen. */
  readonly eventTypes: Iterable<EventType>;
  /** A profile is first saved after this much running time; 2 minutes where it is not given. */
  readonly learningPeriodMs?: number | undefined;
  /**
   * It is completed after this much, added up over a workload's containers; 24 hours where it is not given. The label
   * `kubescape.io/max-sniffing-time` of a pod says otherwise for its containers.
   */
  readonly maxLearningPeriodMs?: number | undefined;
  /** What they read of completed profiles is held in memory; everything where it is not given. */
  readonly rules?: readonly Rule[];
  /** What was saved of it before, asked when a container starts. */
  readonly stored?: (key: ProfileKey) => NamedProfile | undefined;
  /**
   * The completed profile of a container of that name that was used last, asked while the image of one that starts is not
   * known: it counts until then.
   */
  readonly lastCompleted?: (key: ProfileKey) => NamedProfile | undefined;
  /** Profiles that are given, by a user or the cluster: of a container that has one nothing is learned. */
  readonly given?: ProfileSource;
  /** Learns also what a rule without profile matched; false where it is not given. */
  readonly learnMatched?: boolean;
  readonly limits?: RecordingLimits;
}

/** A profile that is to be written. */
export interface SavedProfile {
  readonly key: ProfileKey;
  readonly named: NamedProfile;
}
