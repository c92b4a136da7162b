import { EventExpression } from '../event-program.ts';
import type { Expr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import { chooseClauses } from './choose-clauses.ts';
import { type Guarded, groupByTerm } from './group-by-term.ts';
import type { Hits } from './hits.ts';
import type { Literal } from './literal.ts';
import { clausesOfPrograms } from './required-conditions.ts';
import type { TableEntry } from './rule-table.ts';
import type { SharedValue } from './shared-value.ts';
import type { SharedValues } from './shared-values.ts';
import { type Asked, IntegerIndex, TextIndex } from './subject-index.ts';

/** How the rules of a table are found. */
export interface TablePlan {
  /** @throws unknown where what rules ask for cannot be read */
  readonly find: (root: unknown, hits: Hits) => void;
}

/** Below it evaluating all rules takes less time than finding out which. */
const fewRules = 3;

export function planTable(entries: readonly TableEntry[], shared: SharedValues): TablePlan {
  const all = entries.map((_, rule) => rule);
  if (entries.length <= fewRules) return visitAll(all);
  const clauses = entries.map(({ programs }) => clausesOfPrograms(programs));
  const always = all.filter((rule) => entries[rule]?.isAlwaysVisited);
  const open = all.filter((rule) => !entries[rule]?.isAlwaysVisited && !isFalse(firstExpr(entries[rule])));
  const { chosen, rest } = chooseClauses(open, clauses, shared);
  const subjects = indexSubjects(chosen, shared);
  const { visited, groups } = groupByTerm(rest, (rule) => firstExpr(entries[rule]), shared);
  return subjects ? new Plan([...always, ...visited], subjects, groups) : visitAll(all);
}

function visitAll(rules: readonly number[]): TablePlan {
  return { find: (_root, hits) => hits.addAll(rules) };
}

/** What is known to be false fails on no event; what no event can meet may. */
function isFalse(expr: Expr | undefined): boolean {
  return expr?.kind === 'constant' && expr.value === false;
}

function firstExpr(entry: TableEntry | undefined): Expr | undefined {
  const [program] = entry?.programs ?? [];
  return program instanceof EventExpression ? program.inner.folded : undefined;
}

interface Subject {
  readonly value: SharedValue;
  readonly index: TextIndex | IntegerIndex;
}

/** By subject what rules ask of it; undefined where no code can be generated to read it. */
function indexSubjects(
  chosen: ReadonlyMap<number, readonly Literal[]>,
  shared: SharedValues,
): readonly Subject[] | undefined {
  const literals = [...chosen].flatMap(([rule, clause]) => clause.map((literal) => ({ rule, literal })));
  const bySubject = Map.groupBy(literals, ({ literal }) => shared.idOf(literal.subject));
  const subjects: Subject[] = [];
  for (const group of bySubject.values()) {
    const [
      {
        literal: { subject },
      },
    ] = group as [(typeof group)[number]];
    const value = shared.share(subject);
    if (!value) return undefined;
    const asked = group.flatMap(({ rule, literal: { operator, values, isLower } }) =>
      values.map((one): Asked => ({ rule, operator, value: one, isLower })),
    );
    subjects.push({ value, index: isSimple(subject.type, 'string') ? new TextIndex(asked) : new IntegerIndex(asked) });
  }
  return subjects;
}

class Plan implements TablePlan {
  readonly #visited: readonly number[];
  readonly #subjects: readonly Subject[];
  readonly #groups: readonly Guarded[];

  constructor(visited: readonly number[], subjects: readonly Subject[], groups: readonly Guarded[]) {
    this.#visited = visited;
    this.#subjects = subjects;
    this.#groups = groups;
  }

  find(root: unknown, hits: Hits): void {
    hits.addAll(this.#visited);
    for (let i = 0; i < this.#subjects.length; i++) {
      const { value, index } = this.#subjects[i] as Subject;
      index.find(value.get(root) as never, hits);
    }
    for (let i = 0; i < this.#groups.length; i++) (this.#groups[i] as Guarded).find(root, hits);
  }
}
