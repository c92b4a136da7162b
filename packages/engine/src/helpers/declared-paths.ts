import type { PodContainer } from '@rulelibrary/schema';

/** Where runtimes look when neither the pod nor, as far as is known, the image sets PATH (containerd's and CRI-O's default). */
const defaultSearchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The paths that the commands of a container's spec may stand for: a full path for itself, one with a slash from the working
 * directory, and a bare name for one path in each directory of PATH.
 */
export function declaredPaths({ commands, searchPath, workingDirectory = '/' }: PodContainer): readonly string[] {
  const directories = (searchPath ?? defaultSearchPath).split(':').filter((directory) => directory.startsWith('/'));
  return commands.flatMap((command) => {
    if (command.startsWith('/')) return [cleanPath(command)];
    if (command.includes('/')) return [cleanPath(`${workingDirectory}/${command}`)];
    return directories.map((directory) => cleanPath(`${directory}/${command}`));
  });
}

/** Without `.`, `..` and doubled slashes, as the paths of events are. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
