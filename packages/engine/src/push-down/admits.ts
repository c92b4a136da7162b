import type { RuntimeEvent } from '@rulelibrary/schema';
import { type EventFilter, followedTypes, type PushedCondition } from './event-filter.ts';

/** Whether the kernel sends the event, as long as it can tell: where it cannot, it sends. */
export function admits({ types, namespaces }: EventFilter, event: RuntimeEvent): boolean {
  if (followedTypes.has(event.eventType)) return true;
  const filter = types.get(event.eventType);
  const name = namespaces.get(event.mntns) ?? 'unknown';
  const sent = filter?.byClass[name] ?? 'all';
  if (filter === undefined || sent !== 'conditions') return sent === 'all';
  return filter.conditions.some((condition) => condition.classes.includes(name) && isMet(condition, event));
}

/** What the event lacks reads as empty, or 0, as it does in expressions. */
function isMet({ field, operator, value }: PushedCondition, event: RuntimeEvent): boolean {
  if (typeof value === 'number') return (event[field] ?? 0) === value;
  const text = String(event[field] ?? '');
  return operator === 'prefix' ? text.startsWith(value) : text === value;
}
