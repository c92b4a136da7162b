import type { EventType } from '@rulelibrary/schema';

/**
 * The wire of native/bpf/events.h, which says what it means. Offsets in bytes;
 * records begin at multiples of 8, so 32-bit members are read as words.
 */
export const wire = {
  bootNs: 0,
  startBootNs: 8,
  number: 16,
  textBytes: 40,
  mntns: 60,
  pid: 64,
  tid: 68,
  ppid: 72,
  containerPid: 76,
  uid: 80,
  gid: 84,
  error: 88,
  typeAndFlags: 92,
  cut: 96,
  size: 100,
  comm: 104,
  pcomm: 120,
  text: 136,
} as const;

export const commBytes = 16;

/** Texts of a record, of any type: those it does not have are empty. */
export const textsOfRecord = 5;

/** Size of a struct flow. */
export const flowBytes = 56;

/** Event types in the order of enum event_type. */
export const wireTypes = [
  'exec',
  'open',
  'fork',
  'exit',
  'symlink',
  'hardlink',
  'ptrace',
  'unshare',
  'bpf',
  'kmod',
  'procfs',
  'syscall',
  'capabilities',
  'iouring',
  'randomx',
  'network',
  'dns',
  'ssh',
  'http',
] as const satisfies readonly EventType[];

export type WireType = (typeof wireTypes)[number];

export const wireFlags = { upperLayer: 1, parentUpperLayer: 2, hasTty: 4, unresolved: 8 } as const;

/** Counters of a type, in the order of struct event_counter. */
export const wireCounters = ['seen', 'filtered', 'sent', 'lostRing', 'lostScratch', 'cut'] as const;

/** Types whose records carry a struct flow as their first text. */
export const flowTypes: ReadonlySet<WireType> = new Set(['network', 'dns', 'ssh', 'http']);

/** Which text of a record, by type, is the executable's path; undefined: the record has none. */
export const exepathText: Readonly<Record<WireType, number | undefined>> = {
  exec: 3,
  open: undefined,
  fork: 1,
  exit: undefined,
  symlink: 2,
  hardlink: 2,
  ptrace: 0,
  unshare: 0,
  bpf: 0,
  kmod: 1,
  procfs: 0,
  syscall: undefined,
  capabilities: undefined,
  iouring: undefined,
  randomx: undefined,
  network: undefined,
  dns: undefined,
  ssh: undefined,
  http: undefined,
};

/** Which text of a record, by type, is its cgroups. */
export const cgroupsText: Readonly<Partial<Record<WireType, number>>> = { exec: 2, fork: 0 };

/** Which fields the texts of a record feed: what `truncated` names when one is cut. */
export const textFields: Readonly<Record<WireType, readonly string[]>> = {
  exec: ['args', 'environment', 'containerId', 'exepath', 'cwd'],
  open: ['path', 'path'],
  fork: ['containerId', 'exepath'],
  exit: [],
  symlink: ['oldPath', 'newPath', 'exepath', 'newPath'],
  hardlink: ['oldPath', 'newPath', 'exepath', 'oldPath', 'newPath'],
  ptrace: ['exepath'],
  unshare: ['exepath'],
  bpf: ['exepath'],
  kmod: ['module', 'exepath', 'module'],
  procfs: ['path', 'cwd'],
  syscall: [],
  capabilities: [],
  iouring: [],
  randomx: [],
  network: [],
  dns: ['flow', 'name'],
  ssh: [],
  http: ['flow', 'request'],
};

/** Bytes from one record to the next. */
export function recordStride(size: number): number {
  return (size + 7) & ~7;
}
