import type { Rule } from '@rulelibrary/schema';

/**
 * Of the rules with the same id the one that counts: that of the newest object, as whoever applied it last meant it. Rules of
 * no age (files) are older than all others. Of two as old as each other the first by namespace, then by name, then in the
 * order given: all agents of a cluster decide alike.
 *
 * @returns by rule that does not count, the one that does
 */
export function settleClashes(rules: readonly Rule[]): ReadonlyMap<Rule, Rule> {
  const overridden = new Map<Rule, Rule>();
  for (const same of Map.groupBy(rules, ({ spec }) => spec.id).values()) {
    if (same.length === 1) continue;
    const [winner, ...others] = same.toSorted(byAge);
    for (const rule of others) if (winner !== undefined) overridden.set(rule, winner);
  }
  return overridden;
}

/** The newest first. Sorting is stable: what is equal stays in its order. */
function byAge({ object: one }: Rule, { object: other }: Rule): number {
  const [oneMs, otherMs] = [one?.createdMs ?? 0, other?.createdMs ?? 0];
  if (oneMs !== otherMs) return otherMs - oneMs;
  return compare(one?.namespace, other?.namespace) || compare(one?.name, other?.name);
}

/** By code units, whatever the machine's language. */
function compare(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
