import type { EventType } from '@rulelibrary/schema';
import { followedTypes, type TypeFilter } from './event-filter.ts';
import { type FilterClass, filterClasses } from './filter-class.ts';

/** What the kernel sends of an event type. */
export interface ReportLine {
  readonly eventType: EventType;
  /** `host: by 1 prefix of path; kubernetes: all sent, R0002 reads any path`. */
  readonly text: string;
}

/** A line for each type of which anything is sent to anybody; process events, which always are, are left out. */
export function renderReport(types: ReadonlyMap<EventType, TypeFilter>): readonly ReportLine[] {
  return [...types].flatMap(([eventType, filter]) => {
    const text = followedTypes.has(eventType) ? '' : renderType(filter);
    return text === '' ? [] : [{ eventType, text }];
  });
}

/** The same of one class. */
export function renderReportOf(name: FilterClass, types: ReadonlyMap<EventType, TypeFilter>): readonly ReportLine[] {
  return [...types].flatMap(([eventType, filter]) => {
    const text = followedTypes.has(eventType) ? '' : renderClass(name, filter);
    return text === '' ? [] : [{ eventType, text }];
  });
}

/** Classes that are treated alike stand together; one of which nothing is sent is not named. */
function renderType(filter: TypeFilter): string {
  const texts = filterClasses.map((name) => ({ name, text: renderClass(name, filter) }));
  const groups = Map.groupBy(
    texts.filter(({ text }) => text !== ''),
    ({ text }) => text,
  );
  if (groups.size === 0) return filterClasses.some((name) => filter.byClass[name] !== 'none') ? 'all sent' : '';
  return [...groups].map(([text, members]) => `${members.map(({ name }) => name).join(', ')}: ${text}`).join('; ');
}

function renderClass(name: FilterClass, { byClass, conditions, reasons }: TypeFilter): string {
  if (byClass[name] === 'none') return '';
  if (byClass[name] === 'all') return `all sent, ${reasons[name] ?? 'it is read'}`;
  const own = conditions.filter(({ classes }) => classes.includes(name));
  const groups = Map.groupBy(own, ({ field, operator }) => `${operator === 'prefix' ? 'prefix' : 'value'} of ${field}`);
  const counts = [...groups].map(([kind, { length }]) => `${length} ${length === 1 ? kind : plural(kind)}`);
  return `by ${counts.join(', ')}`;
}

function plural(kind: string): string {
  return kind.replace('prefix', 'prefixes').replace('value', 'values');
}
