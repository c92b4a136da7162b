import { formatProblem, type NamedProfile } from '@rulelibrary/schema';
import { readProfiles } from '@rulelibrary/schema/files';
import { UsageError } from '../arguments/usage-error.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The profiles of files and folders, in the order of their workloads.
 * @param containerName only those of containers of that name
 * @throws UsageError without a path; CommandError when there is none
 */
export async function loadNamedProfiles(
  paths: readonly string[],
  containerName: string | undefined,
  terminal: Terminal,
): Promise<readonly NamedProfile[]> {
  if (paths.length === 0) throw new UsageError('Expected a state directory or profile files, got nothing');
  const { profiles, problems } = await readProfiles(paths);
  for (const problem of problems) terminal.say(formatProblem(problem));
  const wanted = profiles.filter((named) => containerName === undefined || named.containerName === containerName);
  if (wanted.length === 0) {
    const which = containerName === undefined ? 'a profile' : `a profile of container "${containerName}"`;
    throw new CommandError(`Cannot find ${which} in ${paths.join(', ')}`);
  }
  const keyOf = (named: NamedProfile) => `${workloadText(named)} ${named.containerName} ${named.image ?? ''}`;
  return wanted.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** `namespace/workload`. */
export function workloadText({ namespace, workload = '' }: NamedProfile): string {
  return namespace === undefined ? workload : `${namespace}/${workload}`;
}
