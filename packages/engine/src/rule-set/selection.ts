import type { EventType } from '@rulelibrary/schema';
import type { EventTable } from '../event-table.ts';
import type { ApplicableSequence, EffectiveRule } from './effective-rule.ts';
import type { EventTables } from './event-tables.ts';

const noSequences: readonly ApplicableSequence[] = Object.freeze([]);

/** The rules of a workload: one object for all workloads that have the same, each rule once. */
export class Selection {
  readonly rules: readonly EffectiveRule[];
  readonly #tables: EventTables;
  readonly #byType = new Map<EventType, EventTable | undefined>();
  readonly #sequences = new Map<EventType, readonly ApplicableSequence[]>();
  readonly #hasSequences: boolean;

  constructor(rules: readonly EffectiveRule[], tables: EventTables) {
    this.rules = rules;
    this.#tables = tables;
    this.#hasSequences = rules.some(({ compiled }) => compiled.sequence !== undefined);
  }

  /** Undefined where no rule asks for events of the type. Made with the first of them, as most nodes lack most types. */
  tableFor(type: EventType): EventTable | undefined {
    const table = this.#byType.get(type);
    if (table !== undefined || this.#byType.has(type)) return table;
    this.#byType.set(type, this.#tables.tableFor(type, this.rules));
    return this.#byType.get(type);
  }

  /** Rules that fire on several events, of which this may be one. */
  sequencesFor(type: EventType): readonly ApplicableSequence[] {
    if (!this.#hasSequences) return noSequences;
    const known = this.#sequences.get(type);
    if (known !== undefined) return known;
    const found = this.rules.map((rule) => rule.sequenceFor(type)).filter((sequence) => sequence !== undefined);
    this.#sequences.set(type, found);
    return found;
  }
}
