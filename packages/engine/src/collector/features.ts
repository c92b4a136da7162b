import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { type EventType, eventTypes } from '@rulelibrary/schema';
import type { NativeHooks } from './native-addon.ts';
import { missingPrivileges, type Privilege } from './privileges.ts';
import { wireTypes } from './wire.ts';

/** One finding of the probe at start. */
export interface Feature {
  /** `kernel`, `btf`, `lockdown`, `privileges`, or an event type. */
  readonly name: string;
  readonly available: boolean;
  /** The version, the hook chosen, or why there is none. */
  readonly detail: string;
}

export const btfPath = '/sys/kernel/btf/vmlinux';

/** Always attached: the process tree lives on them. */
const processTypes: readonly EventType[] = ['exec', 'fork', 'exit', 'procfs'];

/** What this kernel gives and what was chosen. */
export function describeFeatures(wanted: ReadonlySet<EventType>, hooks: NativeHooks): Feature[] {
  return [
    { name: 'kernel', available: true, detail: `${os.release()} ${os.machine()}` },
    { name: 'btf', available: existsSync(btfPath), detail: btfPath },
    { name: 'lockdown', available: true, detail: readLockdown() },
    describePrivileges(missingPrivileges()),
    ...eventTypes.filter((type) => type !== 'k8s-admission').map((type) => describeType(type, wanted, hooks)),
  ];
}

function describeType(type: EventType, wanted: ReadonlySet<EventType>, hooks: NativeHooks): Feature {
  const index = (wireTypes as readonly EventType[]).indexOf(type);
  if (index === -1) return { name: type, available: false, detail: 'this collector has no hook for it' };
  const available = (hooks.attached & (1 << index)) !== 0;
  // One program serves many types: attached for another, it leaves this one alone.
  const isRead = wanted.has(type) || processTypes.includes(type);
  if (!isRead) return { name: type, available: false, detail: 'not attached: nobody reads it' };
  return { name: type, available, detail: hooks.details[index] as string };
}

/** Programs that the kernel refuses to attach for want of one are said by their event types as well. */
function describePrivileges(missing: readonly Privilege[]): Feature {
  const parts = missing.map(({ name, without }) => `${name} is missing: ${without}`);
  return { name: 'privileges', available: missing.length === 0, detail: parts.join('; ') || 'all that are used' };
}

function readLockdown(): string {
  try {
    // `none [integrity] confidentiality`: the bracketed one holds.
    return /\[(\w+)\]/.exec(readFileSync('/sys/kernel/security/lockdown', 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'unknown: securityfs is not mounted';
  }
}
