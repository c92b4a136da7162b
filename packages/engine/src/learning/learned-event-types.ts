import type { EventType, ProfilePart } from '@rulelibrary/schema';

/** The event type that shows each part of a profile. */
const sourceOf: Readonly<Record<ProfilePart, EventType>> = {
  opens: 'open',
  execs: 'exec',
  capabilities: 'capabilities',
  syscalls: 'syscall',
  endpoints: 'http',
  egressDomains: 'dns',
  egressAddresses: 'network',
  ingressDomains: 'dns',
  ingressAddresses: 'network',
};

/** What has to be collected while a container learns, whatever the rules read. */
export const learnedEventTypes: readonly EventType[] = [...new Set(Object.values(sourceOf)), 'procfs'];

/** The parts that are observed whole where these types of events are. */
export function coveredParts(eventTypes: ReadonlySet<EventType>): readonly ProfilePart[] {
  const parts = Object.entries(sourceOf) as [ProfilePart, EventType][];
  return parts.filter(([, type]) => eventTypes.has(type)).map(([part]) => part);
}
