import type { EventType, Prefilter, RuntimeEvent } from '@rulelibrary/schema';

/** Whether a rule looks at the event at all. */
export type EventTest = (event: RuntimeEvent) => boolean;

/**
 * The part of a rule's `state` that concerns the event type. An event that lacks the value passes.
 * @returns undefined when every event of the type passes
 */
export function compilePrefilter(state: Prefilter, eventType: EventType): EventTest | undefined {
  const tests = [
    ...(pathOf[eventType] ? prefixTests(state, pathOf[eventType]) : []),
    ...(eventType === 'network' || eventType === 'ssh' ? portTests(state) : []),
    ...(eventType === 'network' || eventType === 'http' ? directionTests(state) : []),
    ...(eventType === 'http' ? methodTests(state) : []),
    ...(eventType === 'exec' ? processTests(state) : []),
  ];
  const [first, ...others] = tests;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : (event) => tests.every((test) => test(event));
}

type ReadText = (event: RuntimeEvent) => string | undefined;

/** The path that prefixes are about; other event types have none. */
const pathOf: { readonly [type in EventType]?: ReadText } = {
  open: (event) => event.path,
  exec: (event) => event.exepath,
};

function prefixTests({ includePrefixes, ignorePrefixes }: Prefilter, read: ReadText): EventTest[] {
  const include = includePrefixes?.map(withSlash);
  const ignore = ignorePrefixes?.map(withSlash) ?? [];
  if (include === undefined && ignore.length === 0) return [];
  return [
    (event) => {
      const path = read(event);
      if (!path) return true;
      return (include === undefined || isBelow(path, include)) && !isBelow(path, ignore);
    },
  ];
}

function withSlash(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** Whether the path is one of the directories or below it, by whole path components. */
function isBelow(path: string, directories: readonly string[]): boolean {
  for (const directory of directories) {
    if (path.startsWith(directory)) return true;
    if (path.length === directory.length - 1 && directory.startsWith(path)) return true;
  }
  return false;
}

function portTests({ ports }: Prefilter): EventTest[] {
  return ports ? [({ dstPort }) => dstPort === undefined || ports.includes(dstPort)] : [];
}

function directionTests({ direction }: Prefilter): EventTest[] {
  if (direction === undefined) return [];
  return [
    (event) => {
      const actual = event.direction || directionOf(event.pktType);
      return !actual || actual === direction;
    },
  ];
}

function directionOf(pktType: string | undefined): string | undefined {
  if (pktType === 'OUTGOING') return 'outbound';
  return pktType === 'HOST' ? 'inbound' : undefined;
}

function methodTests({ methods }: Prefilter): EventTest[] {
  return methods ? [({ request }) => !request?.method || methods.includes(request.method)] : [];
}

function processTests({ excludeProcesses = [], excludeParentProcesses = [] }: Prefilter): EventTest[] {
  const tests: EventTest[] = [];
  if (excludeProcesses.length > 0) {
    tests.push(({ comm, exepath }) => !isOneOf(excludeProcesses, comm, exepath));
  }
  if (excludeParentProcesses.length > 0) {
    tests.push(({ pcomm, ancestry }) => !isOneOf(excludeParentProcesses, pcomm, ancestry?.[0]?.exepath));
  }
  return tests;
}

type Excluded = NonNullable<Prefilter['excludeProcesses']>;

/** Whether an entry names the process; an entry with name and path wants both. */
function isOneOf(excluded: Excluded, comm: string | undefined, path: string | undefined): boolean {
  return excluded.some(
    (entry) =>
      (entry.name !== undefined || entry.path !== undefined) &&
      (entry.name === undefined || commOf(entry.name) === comm) &&
      (entry.path === undefined || entry.path === path),
  );
}

/** A program's name as the kernel keeps it: 15 bytes (TASK_COMM_LEN less the terminator). */
function commOf(name: string): string {
  return name.slice(0, 15);
}
