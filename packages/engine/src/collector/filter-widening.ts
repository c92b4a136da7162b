import type { EventType } from '@rulelibrary/schema';
import type { EventFilter, PushedCondition, TypeFilter } from '../push-down/event-filter.ts';
import type { FilterClass } from '../push-down/filter-class.ts';

/** Of these the first of a kind is reported, and then no other. */
const onceTypes: readonly EventType[] = ['syscall', 'capabilities', 'iouring', 'network'];

/** A class as a filter treats it. */
export interface Treatment {
  readonly types: EventFilter['types'];
  readonly name: FilterClass;
}

/** Whether somebody who was not told before would act on an event of which the first is reported only. */
export function isWider(after: Treatment, before: Treatment): boolean {
  return onceTypes.some((type) => sendsMore(at(after, type), at(before, type)));
}

interface Sent {
  readonly filter: TypeFilter | undefined;
  readonly name: FilterClass;
}

function at({ types, name }: Treatment, type: EventType): Sent {
  return { filter: types.get(type), name };
}

function sendsMore(after: Sent, before: Sent): boolean {
  const [sentNow, sentThen] = [after, before].map(({ filter, name }) => filter?.byClass[name] ?? 'all');
  if (sentNow === 'none') return false;
  if (sentThen === 'none' || listensAnew(after, before)) return true;
  if (sentThen === 'all') return false;
  return sentNow === 'all' || conditionsOf(after).some((one) => !conditionsOf(before).includes(one));
}

function listensAnew(after: Sent, before: Sent): boolean {
  const known = new Set(before.filter?.readers[before.name] ?? []);
  return after.filter?.readers[after.name].some((reader) => !known.has(reader)) ?? false;
}

function conditionsOf({ filter, name }: Sent): string[] {
  const own: readonly PushedCondition[] = filter?.conditions ?? [];
  return own
    .filter(({ classes }) => classes.includes(name))
    .map(({ field, operator, value }) => `${field} ${operator} ${value}`);
}
