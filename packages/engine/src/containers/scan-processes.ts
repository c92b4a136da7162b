import { containerIdOf } from '../collector/container-id.ts';
import { createRuntimeStates } from '../collector/runtime-state.ts';
import { bootMs, cgroupsOf, listProcesses, mntnsOf, type ProcProcess, readProcess, startMs } from './proc-process.ts';
import type { RuntimeState, StateFolders } from './state-folders.ts';

/** A container that /proc shows. */
export interface RunningContainer {
  readonly id: string;
  readonly mntns: number;
  readonly pid: number;
  readonly startedMs: number;
  readonly state: RuntimeState | undefined;
}

/**
 * Every container that runs, by the cgroups of processes in mount namespaces other than the host's, and by the runtimes'
 * states, which name containers in cgroups that say nothing.
 * @param isKnown processes that need no look, since they are a container's first
 */
export function scanProcesses(
  folders: StateFolders,
  hostMntns: number | undefined,
  isKnown: (pid: number) => boolean = () => false,
): RunningContainer[] {
  const boot = bootMs();
  const found = new Map<string, RunningContainer>();

  function meet(id: string, process: ProcProcess, state: RuntimeState | undefined): void {
    const mntns = mntnsOf(process.pid);
    if (mntns === undefined || mntns === hostMntns || isKnown(process.pid)) return;
    found.set(id, { id, mntns, pid: process.pid, startedMs: startMs(process, boot), state });
  }

  for (const [id, process] of firstProcesses(hostMntns)) {
    const state = folders.find(id);
    // A runtime knows best which process is the first: that of a pid namespace may have been started later.
    const first = state?.pid === undefined ? undefined : readProcess(state.pid);
    meet(id, first ?? process, state);
  }
  for (const state of folders.list()) {
    const process = state.pid === undefined || found.has(state.id) ? undefined : readProcess(state.pid);
    if (process) meet(state.id, process, folders.find(state.id));
  }
  return [...found.values()];
}

/** Of each container that cgroups name, the process that began first. */
function firstProcesses(hostMntns: number | undefined): Map<string, ProcProcess> {
  const hasState = createRuntimeStates();
  const first = new Map<string, ProcProcess>();
  for (const pid of listProcesses()) {
    const mntns = mntnsOf(pid);
    if (mntns === undefined || mntns === hostMntns) continue;
    const id = containerIdOf(cgroupsOf(pid), hasState);
    const process = id === undefined ? undefined : readProcess(pid);
    if (id === undefined || !process) continue;
    const earlier = first.get(id);
    if (!earlier || process.startTicks < earlier.startTicks) first.set(id, process);
  }
  return first;
}
