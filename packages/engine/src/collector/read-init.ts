import { readFileSync, readlinkSync } from 'node:fs';
import type { ProcessNode } from './process-tree.ts';

/** Pid 1 by /proc, where the iterator hides it: every lineage ends there. What cannot be read is empty. */
export function readInit(): ProcessNode {
  const comm = attempt(() => readFileSync('/proc/1/comm', 'utf8').trimEnd());
  const exepath = attempt(() => readlinkSync('/proc/1/exe'));
  const unknown = { args: undefined, argsCut: false, cwd: undefined, endedMs: undefined };
  return { pid: 1, ppid: 0, startBootNs: 0, comm, exepath, ...unknown };
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
