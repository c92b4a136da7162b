import { readFileSync } from 'node:fs';
import type { RuntimeEvent } from '@rulelibrary/schema';

/** As many as the process tree has. */
const maxProcesses = 65_536;

/**
 * Tells the systemd unit of a process, by its cgroup: one look at /proc for each process and executable. What is gone by then
 * is of its parent's unit. Only units of the system count: a user may call one of theirs as they like.
 */
export function createHostServices(readCgroup = readProcCgroup): (event: RuntimeEvent) => string | undefined {
  const known = new Map<number, string | undefined>();
  const find = (pid: number, ppid: number): string | undefined => {
    const text = readCgroup(pid);
    return text === undefined ? known.get(ppid) : unitOf(text);
  };
  return ({ eventType, pid = 0, ppid = 0 }) => {
    // systemd forks first, and gives the child its cgroup before that executes the service.
    const isKnown = eventType !== 'exec' && known.has(pid);
    const service = isKnown ? known.get(pid) : find(pid, ppid);
    if (eventType === 'exit') known.delete(pid);
    else if (!isKnown) {
      if (known.size >= maxProcesses) known.delete(known.keys().next().value as number);
      known.set(pid, service);
    }
    return service;
  };
}

/** A line is `number:controllers:path`; a service may have cgroups of its own below its. */
function unitOf(cgroup: string): string | undefined {
  return /^\d+:[^:]*:\/system\.slice\/(?:[^/\n]+\.slice\/)*([^/\n]+\.service)(?:\/|$)/m.exec(cgroup)?.[1];
}

function readProcCgroup(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  } catch {
    return undefined;
  }
}
