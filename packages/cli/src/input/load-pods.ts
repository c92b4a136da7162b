import { createKubernetesSource, type KubernetesSource } from '@rulelibrary/engine';
import { formatProblem } from '@rulelibrary/schema';
import { readPods } from '@rulelibrary/schema/files';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../output/terminal.ts';

/**
 * The cluster that the objects at `paths` describe; undefined when no path is given.
 * @throws CommandError when nothing of use can be read
 */
export async function loadPods(paths: readonly string[], terminal: Terminal): Promise<KubernetesSource | undefined> {
  if (paths.length === 0) return undefined;
  const { problems, ...cluster } = await readPods(paths);
  const { pods, namespaces = [], apiServerAddresses } = cluster;
  for (const problem of problems) terminal.say(formatProblem(problem));
  if (pods.length + namespaces.length + apiServerAddresses.length === 0) {
    throw new CommandError(`Cannot find a pod in ${paths.join(', ')}`);
  }
  return createKubernetesSource(cluster);
}
