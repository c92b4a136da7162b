import { epochNs, type RuntimeEvent } from '@rulelibrary/schema';

/** Which mount namespace each process was last seen in: who made a namespace that is new. */
export interface NamespaceHistory {
  /**
   * Follows a process event; others leave it alone.
   * @returns whether the event shows that its namespace is a new one, whatever had the number before
   */
  follow(event: RuntimeEvent): boolean;
  /** Where the maker of the event's namespace was before; undefined where nobody saw it. */
  madeIn(event: RuntimeEvent): number | undefined;
}

/** include/uapi/linux/sched.h */
const cloneNewNs = 0x20000;

/** As many as the process tree has. */
const maxProcesses = 65_536;

export function createNamespaceHistory(): NamespaceHistory {
  const last = new Map<number, number>();
  const before = new Map<number, number>();

  const set = (pid: number, mntns: number) => {
    if (mntns === 0) return;
    const known = last.get(pid);
    if (known === mntns) return;
    if (known !== undefined) before.set(pid, known);
    last.set(pid, mntns);
    for (const map of [last, before]) if (map.size > maxProcesses) map.delete(map.keys().next().value as number);
  };

  return {
    follow(event) {
      const { eventType, pid = 0, ppid = 0, mntns } = event;
      switch (eventType) {
        case 'fork': {
          const parents = last.get(ppid);
          before.delete(pid);
          last.delete(pid);
          set(pid, mntns);
          // clone(CLONE_NEWNS), or a parent that has entered another's with setns, which no event tells.
          return parents !== undefined && parents !== mntns;
        }
        case 'unshare':
          set(pid, mntns);
          return ((event.unshareFlags ?? 0) & cloneNewNs) !== 0 && !event.error;
        case 'exec':
        case 'procfs':
          set(pid, mntns);
          return false;
        case 'exit':
          last.delete(pid);
          before.delete(pid);
          return false;
        default:
          return false;
      }
    },
    madeIn({ pid = 0, ppid = 0, mntns }) {
      const places = [last.get(pid), before.get(pid), last.get(ppid), before.get(ppid)];
      return places.find((place) => place !== undefined && place !== mntns);
    },
  };
}

/** When the acting process started, milliseconds since the epoch; undefined where the event does not tell. */
export function processStartMs({ startTime }: RuntimeEvent): number | undefined {
  const startNs = startTime === undefined ? undefined : epochNs(startTime);
  return startNs === undefined ? undefined : Number(startNs / 1_000n) / 1_000;
}
