import type { EventType } from '@rulelibrary/schema';
import type { CompiledRule } from './compile-rule.ts';
import { admitsContext } from './context-tags.ts';
import { type ApplicableRule, createEventTable, type EventTable } from './event-table.ts';
import { type SourceContext, sourceContexts } from './source-context.ts';

type Tables = Partial<Record<SourceContext, EventTable | undefined>>;

/** The tables of a rule set by event type and context: each made with its first event, as most nodes lack most of them. */
export class EventTables {
  readonly #rules: ReadonlyMap<EventType, readonly ApplicableRule[]>;
  readonly #tables = new Map<EventType, Tables>();

  constructor(rules: readonly CompiledRule[]) {
    const types = new Set(rules.flatMap((rule) => [...rule.conditions.keys()]));
    this.#rules = new Map([...types].map((type) => [type, applicableTo(rules, type)]));
  }

  tableFor(type: EventType, context: SourceContext): EventTable | undefined {
    const tables = this.#tables.get(type) ?? {};
    if (context in tables) return tables[context];
    this.#tables.set(type, { ...tables, ...this.#make(type, context) });
    return this.tableFor(type, context);
  }

  /** Contexts that admit the same rules have the same table. */
  #make(type: EventType, context: SourceContext): Tables {
    const rules = this.#rules.get(type) ?? [];
    const admitted = admittedBy(rules, context);
    const table = admitted.length > 0 ? createEventTable(admitted) : undefined;
    const alike = sourceContexts.filter((other) => isSame(admittedBy(rules, other), admitted));
    return Object.fromEntries(alike.map((other) => [other, table]));
  }
}

function applicableTo(rules: readonly CompiledRule[], type: EventType): readonly ApplicableRule[] {
  return rules.flatMap((compiled) => {
    const conditions = compiled.conditions.get(type);
    return conditions ? [{ ...conditions, compiled }] : [];
  });
}

function admittedBy(rules: readonly ApplicableRule[], context: SourceContext): readonly ApplicableRule[] {
  return rules.filter(({ compiled }) => admitsContext(compiled.rule.spec.tags ?? [], context));
}

function isSame(rules: readonly ApplicableRule[], others: readonly ApplicableRule[]): boolean {
  return rules.length === others.length && rules.every((rule, index) => rule === others[index]);
}
