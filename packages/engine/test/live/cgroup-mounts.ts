import { readFileSync } from 'node:fs';

/** Where hierarchies of cgroups are mounted, of either version. */
export function cgroupMounts(): string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return lines.filter((line) => / - cgroup2? /.test(line)).map((line) => line.split(' ')[4] as string);
}
