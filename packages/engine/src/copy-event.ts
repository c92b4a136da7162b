import { eventFields, type RuntimeEvent } from '@rulelibrary/schema';

/** Deeper than any Kubernetes object goes; what lies below is named, not followed. */
const maxDepth = 100;

/**
 * A copy of the event that stays valid, in recorded form: timestamp, eventType, mntns, then the catalogue's fields in the
 * catalogue's order; what the event does not have is left out.
 */
export function copyEvent(event: RuntimeEvent): RuntimeEvent {
  const fields: Record<string, unknown> = {};
  for (const { name } of eventFields) {
    const value = event[name];
    if (value !== undefined && value !== null) fields[name] = copyValue(value, 0);
  }
  return { timestamp: event.timestamp, eventType: event.eventType, mntns: event.mntns, ...fields };
}

/** {@link copyEvent} as the keys and values of a line in a recording. */
export function toRecord(event: RuntimeEvent): Record<string, unknown> {
  return { ...copyEvent(event) };
}

function copyValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === maxDepth) return `[deeper than ${maxDepth} levels]`;
  if (Array.isArray(value)) return value.map((item) => copyValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyValue(member, depth + 1)]));
}
