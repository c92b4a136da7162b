import { type EventType, parseEventLine, type RuntimeEvent } from '@rulelibrary/schema';
import { quietEvents } from './quiet-events.ts';

/** How many of a hundred events are of a type. */
const shares: readonly (readonly [EventType, number])[] = [
  ['open', 35],
  ['exec', 15],
  ['network', 14],
  ['dns', 10],
  ['syscall', 8],
  ['capabilities', 6],
  ['ssh', 2],
  ['bpf', 2],
  ['symlink', 2],
  ['hardlink', 1],
  ['unshare', 1],
  ['kmod', 1],
  ['iouring', 1],
  ['k8s-admission', 2],
];

/** A hundred usual events of several processes, in a mixed order that is always the same. */
export function eventMix(): RuntimeEvent[] {
  const types = shares.flatMap(([type, share]) => Array.from({ length: share }, () => type));
  // 37 and 100 have no common factor: every place is taken once.
  return types.map((_, index) => usualEvent(types[(index * 37) % types.length] as EventType, index));
}

function usualEvent(eventType: EventType, index: number): RuntimeEvent {
  const head = { timestamp: '2026-11-21T16:54:00Z', eventType, mntns: 4026533101 };
  const own = differing[eventType]?.(index);
  return parseEventLine(JSON.stringify({ ...head, ...quietEvents[eventType], ...own, pid: 5000 + index }));
}

/** What differs from one usual event to the next, within what the profile has. */
const differing: Readonly<Partial<Record<EventType, (index: number) => Readonly<Record<string, unknown>>>>> = {
  open: (index) => ({ path: `/usr/share/nginx/html/page-${index + 1}.html` }),
  network: (index) => ({ dstAddr: `10.96.14.${(index % 20) + 1}` }),
  dns: (index) => ({ name: `service-${(index % 20) + 1}.example.com.` }),
  syscall: (index) => ({ syscallName: `call_${(index % 56) + 1}` }),
};
