import type { CaseEvent, CaseEvents } from './rule-cases.ts';

/** The events of a case, in their order. */
export function eventsOfCase({ event, events }: CaseEvents): readonly CaseEvent[] {
  return events ?? [event];
}
