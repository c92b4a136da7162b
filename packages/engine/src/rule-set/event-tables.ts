import type { EventType } from '@rulelibrary/schema';
import { createEventTable, type EventTable } from '../event-table.ts';
import type { EffectiveRule } from './effective-rule.ts';
import { Generations } from './generations.ts';

/** Tables by event type and rules: workloads whose rules are the same for a type share its table, before and after a change. */
export interface EventTables {
  /** Undefined where none of the rules asks for events of the type. */
  tableFor(type: EventType, rules: readonly EffectiveRule[]): EventTable | undefined;
  /** What is not asked for until the next call is forgotten with it. */
  age(): void;
}

/** Workloads keep the tables that they use; more than these at once are made anew where another workload has the same. */
const maximum = 4096;

export function createEventTables(): EventTables {
  const kept = new Generations<EventTable>(maximum);
  return {
    tableFor(type, rules) {
      const concerned = rules.filter((rule) => rule.applicableTo(type) !== undefined);
      if (concerned.length === 0) return undefined;
      const applicable = concerned.map((rule) => rule.applicableTo(type)).filter((rule) => rule !== undefined);
      const key = `${type} ${concerned.map(({ serial }) => serial).join(' ')}`;
      return kept.get(key, () => createEventTable(applicable));
    },
    age: () => kept.age(),
  };
}
