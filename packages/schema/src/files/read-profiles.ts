import type { NamedProfile } from '../container-profile.ts';
import { mergeProfiles } from '../merge-profiles.ts';
import type { Problem } from '../problem.ts';
import type { ProfileHalf } from '../profile-half.ts';
import { readProfileHalves } from '../read-profile-halves.ts';
import type { FoundFile } from './find-yaml-files.ts';
import { type Found, readPaths } from './read-paths.ts';

/**
 * Reads the profiles of files and folders, each file once; the two objects of a container may stand in different files.
 *
 * Never rejects: what cannot be read is in `problems` (a path without any profile as `no-profiles`), and so are containers
 * that one kind of object describes twice.
 */
export async function readProfiles(
  paths: readonly string[],
): Promise<{ profiles: NamedProfile[]; problems: Problem[] }> {
  const found = await readPaths(paths, parseFile, { code: 'no-profiles', reason: 'no profiles in it' });
  const { profiles, problems } = mergeProfiles(found.items);
  return { profiles, problems: [...found.problems, ...problems] };
}

function parseFile(text: string, { file, isNamed }: FoundFile): Found<ProfileHalf> {
  if (!isNamed && !mentionsProfiles.test(text)) return { items: [], problems: [] };
  const { halves: items, problems } = readProfileHalves(text, file);
  return { items, problems };
}

/** As with rules: other YAML in a folder is not parsed. */
const mentionsProfiles = /\bkind["']?\s*:\s*["']?(?:ApplicationProfile|NetworkNeighborhood)\b/;
