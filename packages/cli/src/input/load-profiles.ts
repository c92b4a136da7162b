import type { ProfileSource } from '@rulelibrary/engine';
import { formatProblem, type NamedProfile } from '@rulelibrary/schema';
import { readProfiles } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The profiles at `paths` as the engine asks for them; undefined when no path is given.
 * @throws CommandError when none can be read
 */
export async function loadProfiles(paths: readonly string[], terminal: Terminal): Promise<ProfileSource | undefined> {
  if (paths.length === 0) return undefined;
  const { profiles, problems } = await readProfiles(paths);
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (profiles.length === 0) throw new CommandError(`Cannot find a profile in ${paths.join(', ')}`);
  return createProfileSource(profiles);
}

/** A profile counts for the containers of its name, in its namespace where it has one; one with a namespace comes first. */
export function createProfileSource(profiles: readonly NamedProfile[]): ProfileSource {
  const byContainer = Map.groupBy(profiles, ({ containerName }) => containerName);
  return {
    profileOf: ({ containerName = '', namespace = '', podName = '' }) => {
      const candidates = (byContainer.get(containerName) ?? []).filter(
        (candidate) => candidate.namespace === undefined || candidate.namespace === namespace,
      );
      const rank = (candidate: NamedProfile) =>
        (candidate.namespace === undefined ? 0 : 2) + (isWorkloadOf(candidate.workload, podName) ? 1 : 0);
      return candidates.toSorted((one, other) => rank(other) - rank(one))[0]?.profile;
    },
  };
}

/** A pod is named after its workload: `web-7d9c5b-x2x4z` is one of `web`. */
function isWorkloadOf(workload: string | undefined, podName: string): boolean {
  return workload !== undefined && workload !== '' && (podName === workload || podName.startsWith(`${workload}-`));
}
