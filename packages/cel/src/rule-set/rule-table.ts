import type { RuntimeEvent } from '@rulelibrary/schema';
import { EventExpression, type EventProgram } from '../event-program.ts';
import { Hits } from './hits.ts';
import { planTable, type TablePlan } from './plan-table.ts';
import { RuleProgram } from './rule-program.ts';
import { SharedValues } from './shared-values.ts';

/** A rule as it concerns events of one type. */
export interface TableEntry {
  /** All have to hold; in this order. */
  readonly programs: readonly EventProgram[];
  /** It is to be visited for every event, as there is more to do than to evaluate it. */
  readonly isAlwaysVisited?: boolean;
}

/**
 * Rules for events of one type: an index finds those that an event may match, and what several of them need is computed
 * once for each event. All others are false, without an error.
 */
export class RuleTable {
  /** By rule: its programs, to be evaluated with the event that rules were found for. */
  readonly programs: readonly (readonly RuleProgram[])[];
  readonly #shared: SharedValues;
  readonly #plan: TablePlan;
  readonly #hits: Hits;

  constructor(entries: readonly TableEntry[]) {
    const exprs = entries.map(({ programs }) =>
      programs.filter((program) => program instanceof EventExpression).map(({ inner }) => inner.folded),
    );
    this.#shared = new SharedValues(exprs);
    this.#hits = new Hits(entries.length);
    this.#plan = planTable(entries, this.#shared);
    this.programs = entries.map(({ programs }) => programs.map((program) => new RuleProgram(program, this.#shared)));
  }

  /**
   * The positions of the rules that the event may match, in order; valid until the next call. The programs of these
   * rules may then be evaluated with the event, as long as it stays what it is.
   */
  find(event: RuntimeEvent): Hits {
    const hits = this.#hits;
    this.#shared.clock.now += 1;
    hits.clear();
    try {
      this.#plan.find(event, hits);
      hits.sort();
    } catch {
      // A field that is not of its type: which rules that concerns they say themselves.
      hits.fill();
    }
    return hits;
  }
}
