import type { BootClock } from './boot-clock.ts';
import type { ContainerLookup } from './container-lookup.ts';
import type { EventView } from './event-view.ts';
import type { ProcessNode, ProcessTree } from './process-tree.ts';
import type { RecordView } from './record-view.ts';

/** What follows the processes of the machine. */
export interface Followers {
  readonly tree: ProcessTree;
  readonly containers: ContainerLookup;
  readonly clock: BootClock;
}

// A shell's longest command line is kept whole; the vector of one exec can be 128 KiB, and the tree has 65,536 places.
const keptArgsLength = 4096;

/** Brings the process tree up to date with a process event; other events leave it alone. */
export function followProcess(record: RecordView, event: EventView, { tree, containers, clock }: Followers): void {
  switch (record.type) {
    case 'exec':
      containers.reconsider(event.mntns);
      tree.set({ ...identity(record, event), ...keptArgs(event), exepath: event.exepath ?? '', cwd: event.cwd });
      break;
    case 'fork': {
      meetContainer(event, containers);
      const parent = tree.get(event.ppid);
      const exepath = event.exepath ?? '';
      // Args and cwd go with the executable: the child has those of its parent until it executes something itself.
      const shared = parent?.exepath === exepath ? parent : undefined;
      tree.set({
        ...identity(record, event),
        exepath,
        args: shared?.args,
        argsCut: shared?.argsCut ?? false,
        cwd: shared?.cwd,
      });
      break;
    }
    case 'procfs': {
      const known = tree.get(event.pid);
      if (known?.startBootNs === record.startBootNs && known.exepath === event.path) break;
      tree.set({
        ...identity(record, event),
        exepath: event.path ?? '',
        args: undefined,
        argsCut: false,
        cwd: event.cwd,
      });
      break;
    }
    case 'exit':
      tree.end(event.pid, record.bootNs / 1e6 + clock.offsetMs);
      break;
    default:
      break;
  }
}

/** While the runtime prepares the container: its own process may be gone by the time its events are read. */
function meetContainer(event: EventView, containers: ContainerLookup): void {
  const { mntns, pid, containerPid } = event;
  // The first process of a pid namespace, so perhaps of a container.
  if (containerPid === 1) containers.forget(mntns);
  containers.containerId(mntns, pid);
}

function identity(record: RecordView, event: EventView) {
  const { pid, ppid, comm } = event;
  return { pid, ppid, comm, startBootNs: record.startBootNs, endedMs: undefined };
}

function keptArgs(event: EventView): Pick<ProcessNode, 'args' | 'argsCut'> {
  const args = event.args ?? [];
  let length = 0;
  const kept = args.findIndex((arg) => {
    length += arg.length;
    return length > keptArgsLength;
  });
  return kept === -1 ? { args, argsCut: false } : { args: args.slice(0, kept), argsCut: true };
}
