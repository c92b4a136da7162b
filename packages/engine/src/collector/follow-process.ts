import type { BootClock } from './boot-clock.ts';
import type { ContainerLookup } from './container-lookup.ts';
import type { EventView } from './event-view.ts';
import type { ProcessNode, ProcessTree } from './process-tree.ts';
import type { RecordView } from './record-view.ts';
import { isStartedBy } from './started-by.ts';

/** What follows the processes of the machine. */
export interface Followers {
  readonly tree: ProcessTree;
  readonly containers: ContainerLookup;
  readonly clock: BootClock;
}

// A shell's longest command line is kept whole; the vector of one exec can be 128 KiB, and the tree has 65,536 places.
const keptArgsLength = 4096;

/** CLONE_NEWNS, include/uapi/linux/sched.h */
const cloneNewNs = 0x20000;

/** Brings the process tree up to date with a process event; other events leave it alone. */
export function followProcess(record: RecordView, event: EventView, followers: Followers): void {
  const { tree, containers, clock } = followers;
  switch (record.type) {
    case 'exec':
      containers.reconsider(event.mntns);
      meetContainer(event, followers);
      tree.set({
        ...{ ...identity(record, event), ...keptArgs(event), exepath: event.exepath ?? '', cwd: event.cwd },
        execMntns: event.mntns,
      });
      break;
    case 'fork': {
      // The first process of a pid namespace, so perhaps of a container: the number of the mount namespace may be another's.
      const parent = tree.get(event.ppid);
      if (event.containerPid === 1 || isElsewhere(event, parent)) containers.forget(event.mntns);
      meetContainer(event, followers);
      const exepath = event.exepath ?? '';
      // Args and cwd go with the executable: the child has those of its parent until it executes something itself.
      const shared = parent?.exepath === exepath ? parent : undefined;
      tree.set({
        ...identity(record, event),
        exepath,
        args: shared?.args,
        argsCut: shared?.argsCut ?? false,
        cwd: shared?.cwd,
        execMntns: parent?.execMntns,
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
    case 'unshare':
      // A new namespace, whatever had its number.
      if (((event.unshareFlags ?? 0) & cloneNewNs) !== 0 && !event.error) containers.forget(event.mntns);
      break;
    default:
      break;
  }
}

/** A child in another mount namespace than its parent's last: clone made a new one, or the parent has entered one since. */
function isElsewhere({ mntns }: EventView, parent: ProcessNode | undefined): boolean {
  return parent?.mntns !== undefined && parent.mntns !== mntns;
}

/** Its own process may be gone by the time its events are read: the record tells its cgroups. */
function meetContainer(event: EventView, { tree, containers }: Followers): void {
  const { cgroups } = event;
  if (cgroups) containers.learn(event.mntns, cgroups, (id) => isStartedBy(tree.get(event.ppid), id));
  else containers.containerId(event.mntns, event.pid);
}

function identity(record: RecordView, event: EventView) {
  const { pid, ppid, comm, mntns } = event;
  return { pid, ppid, comm, mntns, startBootNs: record.startBootNs, endedMs: undefined };
}

function keptArgs(event: EventView): Pick<ProcessNode, 'args' | 'argsCut'> {
  const args = event.args ?? [];
  let length = 0;
  const kept = args.findIndex((arg) => {
    length += arg.length;
    return length > keptArgsLength;
  });
  if (kept === -1) return { args, argsCut: false };
  // Each was cut out of the whole vector's text, which would be kept with it.
  return { args: args.slice(0, kept).map((arg) => Buffer.from(arg).toString()), argsCut: true };
}
