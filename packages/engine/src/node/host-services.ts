import { readFileSync } from 'node:fs';
import type { RuntimeEvent } from '@rulelibrary/schema';

/** As many as the process tree has. */
const maxProcesses = 65_536;

/** Of the names that an event has of a cgroup: CGROUP_COMPONENTS of native/bpf/cgroup.bpf.h. */
const maxNames = 12;

/**
 * Tells the systemd unit of a process, by its cgroup: that of its fork and exec, or one look at /proc. What is gone by then is of
 * its parent's unit. Only units of the system count: a user may call one of theirs as they like.
 */
export function createHostServices(readCgroup = readProcCgroup): (event: RuntimeEvent) => string | undefined {
  const known = new Map<number, string | undefined>();
  const find = ({ pid = 0, ppid = 0, cgroups }: RuntimeEvent): string | undefined => {
    const paths = cgroups && !isCut(cgroups) ? cgroups : readCgroup(pid);
    return paths === undefined ? known.get(ppid) : unitOf(paths);
  };
  return (event) => {
    const { eventType, pid = 0 } = event;
    // systemd forks first, and gives the child its cgroup before that executes the service.
    const isKnown = eventType !== 'exec' && known.has(pid);
    const service = isKnown ? known.get(pid) : find(event);
    if (eventType === 'exit') known.delete(pid);
    else if (!isKnown) {
      if (known.size >= maxProcesses) known.delete(known.keys().next().value as number);
      known.set(pid, service);
    }
    return service;
  };
}

/** Where outer names are missing, inner ones say nothing: whoever makes cgroups may give them the names of any service. */
function isCut(paths: string): boolean {
  return paths.split('\n').some((path) => path.split('/').length > maxNames);
}

/** A line of /proc has `number:controllers:` before the path; a service may have cgroups of its own below its. */
function unitOf(cgroup: string): string | undefined {
  return /^(?:\d+:[^:]*:)?\/system\.slice\/(?:[^/\n]+\.slice\/)*([^/\n]+\.service)(?:\/|$)/m.exec(cgroup)?.[1];
}

function readProcCgroup(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  } catch {
    return undefined;
  }
}
