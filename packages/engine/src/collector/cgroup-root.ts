import { readFileSync } from 'node:fs';

/**
 * Where the second version of cgroups is mounted from its root, as /proc/self/mountinfo tells: programs that hang there
 * see the packets of all sockets. Undefined where it is not, as in a container without the host's mount.
 */
export function cgroupRoot(readMounts = () => readFileSync('/proc/self/mountinfo', 'utf8')): string | undefined {
  for (const line of readMounts().split('\n')) {
    const [mount = '', source = ''] = line.split(' - ');
    const [, , , root, point] = mount.split(' ');
    if (source.startsWith('cgroup2 ') && root === '/') return unescaped(point as string);
  }
  return undefined;
}

/** Blanks and their like are three octal digits: proc_pid_mountinfo(5). */
function unescaped(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
