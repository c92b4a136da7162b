import type { EventType, RuntimeEvent } from '@rulelibrary/schema';

export type DedupValue = string | number | boolean | undefined;
type Read = (event: RuntimeEvent) => DedupValue;

/** How an event type is deduplicated: for how long, and by which fields. */
export interface DedupPlan {
  readonly windowMs: number;
  readonly fields: readonly Read[];
  /** How many fields, from the first, have texts that many events share. */
  readonly names: number;
  /** Tells the key of one plan from that of another. */
  readonly number: number;
}

/*
 * One literal reader a field instead of a list of names: each keeps its own inline cache, where `event[name]` would look
 * every field up anew, for every event. That none is missing is tested against the catalogue: what an expression can tell
 * apart is part of the key. Left out is only what follows from the container (namespace, podName, containerName) and pcomm,
 * which follows from ppid unless the parent has executed something else between two otherwise equal events.
 */
const who: readonly Read[] = [
  (event) => event.mntns,
  // Tells a process from the next one with the same number, most of the time.
  (event) => event.ppid,
  (event) => event.comm,
  (event) => event.uid,
  // Recordings of several hosts may be replayed together, and pids and namespace ids repeat there.
  (event) => event.containerId,
  (event) => event.hostName,
];
const link: readonly Read[] = [
  (event) => event.exepath,
  (event) => event.upperlayer,
  (event) => event.oldPath,
  (event) => event.newPath,
];
const destination: readonly Read[] = [(event) => event.dstIp, (event) => event.dstPort, (event) => event.srcPort];

let plans = 0;

/** The plan of each event type that is deduplicated at all; the windows are those of the semantics. */
export const dedupPlans: ReadonlyMap<EventType, DedupPlan> = new Map<EventType, DedupPlan>([
  // The names of the flags follow from the number; a hand-written event may have the names alone.
  ['open', after(10_000, [(event) => event.path, (event) => event.flagsRaw ?? event.flags?.join()])],
  ['capabilities', after(10_000, [(event) => event.capName, (event) => event.syscallName])],
  ['ssh', after(10_000, destination)],
  ['symlink', after(10_000, link)],
  ['hardlink', after(10_000, link)],
  [
    'ptrace',
    after(10_000, [
      (event) => event.exepath,
      (event) => event.ptraceRequest,
      (event) => event.targetPid,
      (event) => event.error,
    ]),
  ],
  [
    'network',
    after(5_000, [
      (event) => event.dstAddr,
      (event) => event.dstPort,
      (event) => event.pktType,
      (event) => event.proto,
      (event) => event.direction,
    ]),
  ],
  ['syscall', after(5_000, [(event) => event.syscallName])],
  ['http', after(2_000, [...destination, (event) => event.direction, (event) => JSON.stringify(event.request)])],
]);

function after(windowMs: number, what: readonly Read[]): DedupPlan {
  plans += 1;
  return { windowMs, fields: [...who, (event) => event.pid, ...what], names: who.length, number: plans };
}
