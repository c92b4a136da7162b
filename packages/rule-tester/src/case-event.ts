import type { SourceContext } from '@rulelibrary/engine';
import type { RuntimeEvent } from '@rulelibrary/schema';
import type { CaseEvent } from './rule-cases.ts';

/** What every event has, whoever its author forgot to say it. The pids are made up, and the same in every message. */
const common = {
  timestamp: '2026-01-01T00:00:00.000000000Z',
  pid: 4242,
  ppid: 4241,
  uid: 0,
  comm: 'test',
} as const;

/** What tells the engine where an event happened, as the collector and the registry would have filled it. */
const places = {
  kubernetes: {
    mntns: 4026532501,
    containerId: '6f1c8a3e5b7d9f20416283a4c5e6f7081923a4b5c6d7e8f9011223344556677a',
    containerName: 'app',
    namespace: 'default',
    podName: 'app-0',
  },
  standalone: {
    mntns: 4026532502,
    containerId: '0d9e8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b',
    containerName: 'app',
  },
  host: { mntns: 4026531841 },
} as const satisfies Record<SourceContext, Partial<RuntimeEvent>>;

/** The case's event, whole: defaults for what it leaves out, and the identity of a container in `context`. */
export function caseEvent(event: CaseEvent, context: SourceContext): RuntimeEvent {
  return { ...common, ...places[context], ...event };
}
