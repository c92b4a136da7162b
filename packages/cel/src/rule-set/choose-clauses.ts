import { type Clause, type Literal, weightOf } from './literal.ts';
import type { SharedValues } from './shared-values.ts';

/** As many of a table's rules may ask for the same value, on average, for it to tell rules apart. */
const mostSharing = 0.1;

export interface Choice {
  readonly chosen: ReadonlyMap<number, readonly Literal[]>;
  /** Rules that have no clause, or none that tells them apart. */
  readonly rest: readonly number[];
}

/**
 * Of the clauses of each rule the one by which it is found: whose values few other rules ask for, as what many rules ask
 * for is what many events have.
 */
export function chooseClauses(
  rules: readonly number[],
  clauses: readonly (readonly Clause[])[],
  shared: SharedValues,
): Choice {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    for (const key of new Set((clauses[rule] ?? []).flatMap((clause) => keysOf(clause, shared)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const sharing = (clause: Clause) => {
    const keys = keysOf(clause, shared);
    return keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0) / keys.length;
  };
  const limit = Math.max(1.5, rules.length * mostSharing);
  const chosen = new Map<number, Clause>();
  const rest: number[] = [];
  for (const rule of rules) {
    const best = bestOf(clauses[rule] ?? [], sharing);
    if (best && best.sharing <= limit) chosen.set(rule, best.clause);
    else rest.push(rule);
  }
  return { chosen, rest };
}

/** A clause that nothing meets is none to look by: what it is about may fail, and then the rule does. */
function bestOf(clauses: readonly Clause[], sharing: (clause: Clause) => number) {
  const possible = clauses.filter(({ length }) => length > 0);
  const scored = possible.map((clause) => ({ clause, sharing: sharing(clause), weight: weightOf(clause) }));
  return scored.sort((a, b) => a.sharing * a.weight - b.sharing * b.weight)[0];
}

function keysOf(clause: Clause, shared: SharedValues): readonly string[] {
  return clause.flatMap(({ subject, operator, values, isLower }) => {
    const prefix = `${shared.idOf(subject)} ${operator} ${isLower}`;
    return values.map((value) => `${prefix} ${typeof value} ${value}`);
  });
}
