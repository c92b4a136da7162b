import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { type EventType, eventTypes } from '@rulelibrary/schema';
import { type WireType, wireTypes } from './wire.ts';

/** One finding of the probe at start. */
export interface Feature {
  /** `kernel`, `btf`, `lockdown`, or an event type. */
  readonly name: string;
  readonly available: boolean;
  /** The version, the hook chosen, or why there is none. */
  readonly detail: string;
}

export const btfPath = '/sys/kernel/btf/vmlinux';

const sysExit = 'tp_btf/sys_exit';
const hooks: Readonly<Record<WireType, string>> = {
  exec: 'tp_btf/sched_process_exec',
  open: sysExit,
  fork: 'tp_btf/sched_process_fork',
  exit: 'tp_btf/sched_process_exit',
  symlink: sysExit,
  hardlink: sysExit,
  ptrace: sysExit,
  unshare: sysExit,
  bpf: sysExit,
  kmod: sysExit,
  procfs: 'iter/task',
};

/** Always attached: the process tree lives on them. */
const processTypes: readonly WireType[] = ['exec', 'fork', 'exit', 'procfs'];

/** What this kernel gives and what was chosen; call it once the programs are attached. */
export function describeFeatures(wanted: ReadonlySet<EventType>): Feature[] {
  return [
    { name: 'kernel', available: true, detail: `${os.release()} ${os.machine()}` },
    { name: 'btf', available: existsSync(btfPath), detail: btfPath },
    { name: 'lockdown', available: true, detail: readLockdown() },
    ...eventTypes.filter((type) => type !== 'k8s-admission').map((type) => describeType(type, wanted)),
  ];
}

function describeType(type: EventType, wanted: ReadonlySet<EventType>): Feature {
  if (!isCollected(type)) return { name: type, available: false, detail: 'this collector has no hook for it' };
  const attached = wanted.has(type) || processTypes.includes(type);
  return { name: type, available: attached, detail: attached ? hooks[type] : 'not attached: nobody reads it' };
}

function isCollected(type: EventType): type is WireType {
  return (wireTypes as readonly EventType[]).includes(type);
}

function readLockdown(): string {
  try {
    // `none [integrity] confidentiality`: the bracketed one holds.
    return /\[(\w+)\]/.exec(readFileSync('/sys/kernel/security/lockdown', 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'unknown: securityfs is not mounted';
  }
}
