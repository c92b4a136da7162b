import { isAddressPattern, knownCapabilities, knownOpenFlags, knownSyscalls } from '@rulelibrary/engine';
import { checkProfiles, type KernelNames, type Problem } from '@rulelibrary/schema';
import { readPaths, readProfiles } from '@rulelibrary/schema/files';
import { eachOnce } from '../lint/lint-paths.ts';

/**
 * Everything that is wrong with the profiles of files and folders: what cannot be read, and what in a file that can be read
 * will never match.
 */
export async function checkProfileFiles(
  paths: readonly string[],
): Promise<{ readonly profiles: number; readonly findings: readonly Problem[] }> {
  const { profiles, problems } = await readProfiles(paths);
  const names: KernelNames = {
    syscalls: knownSyscalls(),
    capabilities: knownCapabilities(),
    openFlags: knownOpenFlags(),
    isAddress: isAddressPattern,
  };
  const checked = await readPaths(
    paths,
    (text, { file, isNamed }) => {
      const isProfile = isNamed || /\bkind\b.*(?:ApplicationProfile|NetworkNeighborhood)/.test(text);
      return { items: [file], problems: isProfile ? checkProfiles(text, file, names) : [] };
    },
    { code: 'no-profiles', reason: 'no profiles in it' },
  );
  return { profiles: profiles.length, findings: eachOnce([...problems, ...checked.problems]) };
}
