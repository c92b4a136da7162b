import type { ContainerProfile, NamedProfile } from '@rulelibrary/schema';
import type { ContainerIdentity, ProfileSource } from '../profile-source.ts';

/** Label of a pod or container that names the profile it has; nothing is learned of it then. */
export const userDefinedLabel = 'kubescape.io/user-defined-profile';

/** The name in {@link userDefinedLabel}, undefined where there is none. */
export function userDefinedName({ info }: ContainerIdentity): string | undefined {
  return info?.pod?.labels?.[userDefinedLabel] ?? info?.container?.labels?.[userDefinedLabel];
}

/**
 * Profiles that are given: by files, by the cluster. One that a label names counts for that container; any other for the
 * containers of its name, in its namespace where it has one; one with a namespace comes first.
 */
export function createGivenProfiles(profiles: readonly NamedProfile[]): ProfileSource {
  const byContainer = Map.groupBy(profiles, ({ containerName }) => containerName);
  return {
    profileOf(identity) {
      const { containerName, namespace, podName } = namesOf(identity);
      const candidates = (byContainer.get(containerName) ?? []).filter(
        (candidate) => candidate.namespace === undefined || candidate.namespace === namespace,
      );
      const named = userDefinedName(identity);
      if (named !== undefined) return profileNamed(candidates, named);
      const rank = (candidate: NamedProfile) =>
        (candidate.namespace === undefined ? 0 : 2) + (isWorkloadOf(candidate.workload, podName) ? 1 : 0);
      return candidates.toSorted((one, other) => rank(other) - rank(one))[0]?.profile;
    },
  };
}

function namesOf({ containerName, namespace, podName, info }: ContainerIdentity) {
  return {
    containerName: containerName ?? info?.pod?.containerName ?? info?.container?.name ?? '',
    namespace: namespace ?? info?.pod?.namespace ?? '',
    podName: podName ?? info?.pod?.name ?? '',
  };
}

function profileNamed(candidates: readonly NamedProfile[], name: string): ContainerProfile | undefined {
  return candidates.find(({ profile, workload }) => profile.name === name || workload === name)?.profile;
}

/** A pod is named after its workload: `web-7d9c5b-x2x4z` is one of `web`. */
function isWorkloadOf(workload: string | undefined, podName: string): boolean {
  return workload !== undefined && workload !== '' && (podName === workload || podName.startsWith(`${workload}-`));
}
