/**
 * The cgroups of a process as its record has them, worded as the paths of /proc/PID/cgroup: a line for each hierarchy.
 * @param text components of each hierarchy, innermost first, each ended by NUL; an empty one ends the hierarchy
 */
export function cgroupPaths(text: string): string {
  const paths: string[] = [];
  let components: string[] = [];
  for (const component of text.split('\0').slice(0, -1)) {
    if (component !== '') {
      components.unshift(component);
      continue;
    }
    paths.push(`/${components.join('/')}`);
    components = [];
  }
  return paths.join('\n');
}
