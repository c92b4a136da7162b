import { posix } from 'node:path';

/**
 * The absolute, cleaned form of a name that a system call was given.
 *
 * By text alone, as `.` and `..` say: symbolic links on the way are not followed, since the name may mean something else
 * by now.
 * @param base absolute path of the folder the name starts from: the root of the process for an absolute name. Empty
 * where nobody knows, as for a bad descriptor: the name is left as it was given.
 */
export function resolvePath(base: string, name: string): string {
  if (base === '') return name;
  const path = posix.normalize(`${base}/${name}`);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The absolute path a symbolic link points to, by text alone. */
export function resolveLinkTarget(link: string, target: string): string {
  if (target.startsWith('/')) return resolvePath('/', target);
  return resolvePath(link.startsWith('/') ? posix.dirname(link) : '', target);
}
