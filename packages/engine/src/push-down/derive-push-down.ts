import { type EventType, eventTypes } from '@rulelibrary/schema';
import type { CompiledRule } from '../compile-rule.ts';
import { sourceContexts } from '../source-context.ts';
import { type ClassFilter, followedTypes, type PushedCondition, type TypeFilter } from './event-filter.ts';
import { type ClassScope, type FilterClass, filterClasses, scopeOf } from './filter-class.ts';
import type { MayRun } from './may-run.ts';
import type { PushDown, PushDownOptions } from './push-down.ts';
import { renderReport, renderReportOf } from './render-report.ts';
import type { Pushable } from './rule-clause.ts';
import { type RuleReading, readingsOf } from './rule-readings.ts';

/** What profiles record: a container that learns gets all of it. */
const learnedTypes: ReadonlySet<EventType> = new Set(['open', 'syscall', 'capabilities', 'network', 'dns', 'http']);

/** More values than this of one event type are not pushed down: each takes memory in the kernel, twice while it changes. */
export const mostConditions = 1024;

/**
 * What of the rules the kernel can decide for itself: a filter that lets every event pass by which a rule can fire, or
 * fill a step of a sequence.
 */
export function derivePushDown(rules: readonly CompiledRule[], options: PushDownOptions): PushDown {
  const { contexts = sourceContexts, learning = true, statesOf, mayRun } = options;
  const readings = readingsOf(rules, statesOf);
  const ofClass = (type: EventType, name: FilterClass): Found => {
    const scope = scopeOf(name, contexts);
    const learns = name === 'learning' || (name === 'unknown' && learning);
    const own = (readings.get(type) ?? []).filter(({ rule }) => canFire(rule, scope, mayRun));
    return classFilter(own, learns && learnedTypes.has(type));
  };
  const collected = eventTypes.filter((type) => type !== 'k8s-admission');
  const types = new Map(
    collected.map((type) => [
      type,
      followedTypes.has(type) ? followedFilter() : typeFilter(byClass((name) => ofClass(type, name))),
    ]),
  );
  return { types, report: () => renderReport(types), reportOf: (name) => renderReportOf(name, types) };
}

function canFire(rule: CompiledRule, { contexts, hasProfile }: ClassScope, mayRun: MayRun): boolean {
  if (rule.rule.spec.profileDependency === 0 && !hasProfile) return false;
  return contexts.some((context) => mayRun(rule, context));
}

interface Found {
  readonly filter: ClassFilter;
  readonly conditions: readonly Pushable[];
  readonly readers: readonly string[];
  readonly reason?: string;
}

function classFilter(readings: readonly RuleReading[], learns: boolean): Found {
  const readers = [...new Set(readings.map(({ reader }) => reader)), ...(learns ? ['profiles'] : [])];
  const all = (reason: string): Found => ({ filter: 'all', conditions: [], readers, reason });
  if (learns) return all('profiles record it');
  const conditions: Pushable[] = [];
  for (const { rule, clause } of readings) {
    if ('reason' in clause) return all(`${rule.rule.spec.id} ${clause.reason}`);
    conditions.push(...clause.conditions);
  }
  if (conditions.length > mostConditions)
    return all(`rules ask for ${conditions.length} values, maximum ${mostConditions}`);
  return { filter: conditions.length > 0 ? 'conditions' : 'none', conditions, readers };
}

type ByClass<Value> = Readonly<Record<FilterClass, Value>>;

function byClass<Value>(of: (name: FilterClass) => Value): ByClass<Value> {
  return Object.fromEntries(filterClasses.map((name) => [name, of(name)])) as Record<FilterClass, Value>;
}

function typeFilter(found: ByClass<Found>): TypeFilter {
  return {
    byClass: byClass((name) => found[name].filter),
    conditions: merged(found),
    reasons: Object.fromEntries(
      filterClasses.flatMap((name) => (found[name].reason === undefined ? [] : [[name, found[name].reason]])),
    ),
    readers: byClass((name) => found[name].readers),
  };
}

function followedFilter(): TypeFilter {
  const reason = 'processes and namespaces are followed';
  return {
    byClass: byClass(() => 'all'),
    conditions: [],
    reasons: byClass(() => reason),
    readers: byClass(() => []),
  };
}

/** Each condition once, with all the classes that ask for it. */
function merged(found: ByClass<Found>): readonly PushedCondition[] {
  const entries = filterClasses.flatMap((name) => found[name].conditions.map((one) => ({ name, one })));
  const groups = Map.groupBy(entries, ({ one }) => `${one.field} ${one.operator} ${typeof one.value} ${one.value}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first.one, classes: [...new Set(group.map(({ name }) => name))] }] : [];
  });
}
