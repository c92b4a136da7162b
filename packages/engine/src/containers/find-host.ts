import { existsSync } from 'node:fs';
import { mntnsOf } from './proc-process.ts';

/** Where the host is, as seen from here. */
export interface Host {
  /** Undefined where nobody may tell. */
  readonly mntns: number | undefined;
  /** In front of the host's paths. */
  readonly root: string;
}

/**
 * The host's mount namespace is pid 1's, or kthreadd's where hardened kernels hide pid 1; its files are there where that is
 * ours, too, or where pid 1's may not be looked at.
 */
export function findHost(): Host {
  const mntns = mntnsOf(1) ?? mntnsOf(2);
  const isOurs = mntns === undefined || mntns === mntnsOf('self');
  return { mntns, root: !isOurs && existsSync('/proc/1/root/proc') ? '/proc/1/root' : '' };
}
