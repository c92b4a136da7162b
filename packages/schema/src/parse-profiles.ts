import type { NamedProfile } from './container-profile.ts';
import { mergeProfiles } from './merge-profiles.ts';
import type { Problem } from './problem.ts';
import { listProblems } from './problem-list.ts';
import { readProfileHalves } from './read-profile-halves.ts';

/**
 * Reads the `ApplicationProfile` and `NetworkNeighborhood` objects of a YAML file, one profile for each container.
 * Without the annotation `kubescape.io/status` a profile counts as completed. Never throws: an object with an error is
 * left out and listed in `problems`.
 */
export function parseProfiles(text: string, file: string): { profiles: NamedProfile[]; problems: Problem[] } {
  const { halves, problems } = readProfileHalves(text, file);
  const merged = mergeProfiles(halves);
  return { profiles: merged.profiles, problems: listProblems([...problems, ...merged.problems]) };
}
