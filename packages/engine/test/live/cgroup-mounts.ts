import { readFileSync } from 'node:fs';

/** Where hierarchies of cgroups are mounted, of either version or of the one that is asked for. */
export function cgroupMounts(type: 'cgroup' | 'cgroup2' | undefined = undefined): string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  const isAsked = (line: string) => (type === undefined ? / - cgroup2? /.test(line) : line.includes(` - ${type} `));
  return lines.filter(isAsked).map((line) => line.split(' ')[4] as string);
}
