import type {
  ContainerProfile,
  LearningState,
  ProfileCompletion,
  ProfileCoverage,
  ProfileStatus,
} from './container-profile.ts';
import type { Place } from './problem.ts';

export const profileKinds = ['ApplicationProfile', 'NetworkNeighborhood'] as const;

export type ProfileKind = (typeof profileKinds)[number];

/** What one object says of one container; an ApplicationProfile and a NetworkNeighborhood together make its profile. */
export interface ProfileHalf {
  readonly kind: ProfileKind;
  readonly namespace: string | undefined;
  readonly objectName: string | undefined;
  readonly workload: string | undefined;
  readonly containerName: string;
  readonly status: ProfileStatus;
  readonly completion: ProfileCompletion | undefined;
  readonly coverage: ProfileCoverage | undefined;
  readonly learning: LearningState | undefined;
  readonly image: string | undefined;
  readonly imageDigest: string | undefined;
  readonly recorded: Omit<ContainerProfile, 'status' | 'completion' | 'coverage' | 'name'>;
  /** Of the container in the file. */
  readonly place: Place;
}
