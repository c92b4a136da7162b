import type { EventType, RuntimeEvent } from '@rulelibrary/schema';
import { CelError } from '../cel-error.ts';
import type { EventEnvironment } from '../event-environment.ts';
import type { EventProgram } from '../event-program.ts';
import { type RequiredConditions, requiredConditions } from './required-conditions.ts';
import { RuleTable } from './rule-table.ts';

/** A rule: all of its expressions for the type of an event have to hold. */
export interface RuleSource {
  readonly id: string;
  readonly expressions: readonly { readonly eventType: EventType; readonly expression: string }[];
}

/** A rule that matched an event, or failed on it. */
export interface RuleOutcome {
  readonly id: string;
  /** What the first of its expressions that failed threw; absent where all hold. */
  readonly error?: unknown;
}

export interface RuleProblem {
  readonly id: string;
  readonly expression: string;
  readonly error: CelError;
}

export interface RuleSet {
  /** The rules that match the event or fail on it, in order: as if each were evaluated by itself. */
  readonly evaluate: (event: RuntimeEvent) => readonly RuleOutcome[];
  /** The literal conditions that every event of the type meets that the rule matches. */
  readonly requiredConditions: (id: string, eventType: EventType) => RequiredConditions;
  /** Expressions that do not compile; their rules are left out. */
  readonly problems: readonly RuleProblem[];
}

interface CompiledRule {
  readonly id: string;
  readonly programs: ReadonlyMap<EventType, readonly EventProgram[]>;
}

/** Rules as one program for each event type, in which those that an event cannot match are not looked at. */
export function compileRuleSet(rules: readonly RuleSource[], environment: EventEnvironment): RuleSet {
  const problems: RuleProblem[] = [];
  const compiled = rules.flatMap((rule) => compileRule(rule, environment, problems));
  const tables = new Map<EventType, TypeTable>();
  for (const type of new Set(compiled.flatMap(({ programs }) => [...programs.keys()]))) {
    tables.set(type, new TypeTable(compiled, type));
  }
  return {
    evaluate: (event) => tables.get(event.eventType)?.evaluate(event) ?? none,
    requiredConditions: (id, eventType) => {
      const programs = compiled.find((rule) => rule.id === id)?.programs.get(eventType);
      return programs ? requiredConditions(programs) : [];
    },
    problems,
  };
}

const none: readonly RuleOutcome[] = Object.freeze([]);

function compileRule({ id, expressions }: RuleSource, environment: EventEnvironment, problems: RuleProblem[]) {
  const programs = new Map<EventType, EventProgram[]>();
  const count = problems.length;
  for (const { eventType, expression } of expressions) {
    try {
      const program = environment.compile(expression, { result: 'bool', eventType });
      programs.set(eventType, [...(programs.get(eventType) ?? []), program]);
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      problems.push({ id, expression, error });
    }
  }
  return problems.length > count ? [] : [{ id, programs }];
}

/** The rules for events of one type. */
class TypeTable {
  readonly #ids: readonly string[];
  readonly #table: RuleTable;

  constructor(rules: readonly CompiledRule[], type: EventType) {
    const own = rules.filter(({ programs }) => programs.has(type));
    this.#ids = own.map(({ id }) => id);
    this.#table = new RuleTable(own.map(({ programs }) => ({ programs: programs.get(type) ?? [] })));
  }

  evaluate(event: RuntimeEvent): readonly RuleOutcome[] {
    const { positions, count } = this.#table.find(event);
    let outcomes = none;
    for (let i = 0; i < count; i++) {
      const outcome = this.#evaluateRule(positions[i] as number, event);
      if (outcome !== undefined) outcomes = [...outcomes, outcome];
    }
    return outcomes;
  }

  #evaluateRule(rule: number, event: RuntimeEvent): RuleOutcome | undefined {
    const programs = this.#table.programs[rule] ?? [];
    const id = this.#ids[rule] ?? '';
    try {
      for (let i = 0; i < programs.length; i++) if (programs[i]?.evaluate(event) !== true) return undefined;
      return { id };
    } catch (error) {
      return { id, error };
    }
  }
}
