import { childrenOfExpr } from '../tree/children.ts';
import type { Expr } from '../tree/expr.ts';
import { isSimple } from '../types/type.ts';
import type { Hits } from './hits.ts';
import type { SharedValue } from './shared-value.ts';
import type { SharedValues } from './shared-values.ts';

/** As many terms one after the other may guard rules. */
const mostLevels = 4;

interface Term {
  readonly id: number;
  readonly expr: Expr;
}

interface Rule {
  readonly rule: number;
  readonly terms: readonly Term[];
}

/** Rules that are visited where a term that all of them have holds. */
export class Guarded {
  readonly #guard: SharedValue;
  readonly #visited: readonly number[];
  readonly #groups: readonly Guarded[];

  constructor(guard: SharedValue, { visited, groups }: Groups) {
    this.#guard = guard;
    this.#visited = visited;
    this.#groups = groups;
  }

  find(root: unknown, hits: Hits): void {
    if (!this.#mayHold(root)) return;
    hits.addAll(this.#visited);
    for (let i = 0; i < this.#groups.length; i++) (this.#groups[i] as Guarded).find(root, hits);
  }

  /** Where it fails, other terms of a rule may decide: then the rules say themselves. */
  #mayHold(root: unknown): boolean {
    try {
      return this.#guard.get(root) !== false;
    } catch {
      return true;
    }
  }
}

export interface Groups {
  /** Rules that share no term with another one. */
  readonly visited: readonly number[];
  readonly groups: readonly Guarded[];
}

/** Puts rules that have a term in common together: it is evaluated once for all of them. */
export function groupByTerm(
  rules: readonly number[],
  exprOf: (rule: number) => Expr | undefined,
  shared: SharedValues,
): Groups {
  const withTerms = rules.map((rule): Rule => {
    const expr = exprOf(rule);
    const terms = expr ? guardsIn(expr).map((term) => ({ id: shared.idOf(term), expr: term })) : [];
    return { rule, terms };
  });
  return group(withTerms, shared, mostLevels);
}

function group(rules: readonly Rule[], shared: SharedValues, levels: number): Groups {
  const counts = new Map<number, number>();
  for (const { terms } of rules) for (const { id } of terms) counts.set(id, (counts.get(id) ?? 0) + 1);
  const mostCommon = ({ terms }: Rule) =>
    terms.reduce<Term | undefined>(
      (best, term) => ((counts.get(term.id) ?? 0) > (best ? (counts.get(best.id) ?? 0) : 1) ? term : best),
      undefined,
    );
  const visited: number[] = [];
  const groups: Guarded[] = [];
  for (const members of Map.groupBy(rules, (rule) => mostCommon(rule)?.id).values()) {
    const term = members[0] && mostCommon(members[0]);
    const guard = term && levels > 0 && members.length > 1 ? shared.share(term.expr) : undefined;
    if (!term || !guard) {
      visited.push(...members.map(({ rule }) => rule));
      continue;
    }
    const rest = members.map(({ rule, terms }) => ({ rule, terms: terms.filter(({ id }) => id !== term.id) }));
    groups.push(new Guarded(guard, group(rest, shared, levels - 1)));
  }
  return { visited, groups };
}

/** The terms that all have to hold; of those that ask the host only the first, as it is asked in the order of the rule. */
function guardsIn(expr: Expr): readonly Expr[] {
  const terms = expr.kind === 'and' ? flatten(expr.terms) : [expr];
  const first = terms.find(asksHost);
  return terms.filter((term) => isSimple(term.type, 'bool') && (term === first || !asksHost(term)));
}

function flatten(terms: readonly Expr[]): readonly Expr[] {
  return terms.flatMap((term) => (term.kind === 'and' ? flatten(term.terms) : [term]));
}

function asksHost(expr: Expr): boolean {
  return (expr.kind === 'call' && expr.overloads.some(({ isPure }) => !isPure)) || childrenOfExpr(expr).some(asksHost);
}
