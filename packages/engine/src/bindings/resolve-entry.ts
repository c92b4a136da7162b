import type { Place, Problem, Rule } from '@rulelibrary/schema';
import type { BoundRule } from '@rulelibrary/schema/bindings';
import { unknownRule } from '../rule-set/unknown-rule.ts';

/** Ids of rules by all that an entry of a binding can call them. */
export interface Catalogue {
  readonly byId: ReadonlyMap<string, readonly string[]>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byTag: ReadonlyMap<string, readonly string[]>;
}

/** What an entry says, and which rules it means. */
export interface Named {
  /** How specific: 0 id, 1 name, 2 tag. */
  readonly rank: 0 | 1 | 2;
  readonly name: string;
  /** None: no rule is called so. */
  readonly ids: readonly string[];
  /** The words for when there is none. */
  readonly problem: Pick<Problem, 'code' | 'message' | 'level'>;
  readonly place: Place | undefined;
}

/** The rules by id, name and tag. */
export function createCatalogue(rules: readonly Rule[]): Catalogue {
  const groups = (namesOf: (rule: Rule) => readonly string[]) => {
    const ids = new Map<string, Set<string>>();
    for (const rule of rules) {
      for (const name of namesOf(rule)) ids.set(name, (ids.get(name) ?? new Set()).add(rule.spec.id));
    }
    return new Map([...ids].map(([name, found]) => [name, [...found]]));
  };
  return {
    byId: groups(({ spec }) => [spec.id]),
    byName: groups(({ spec }) => [spec.name]),
    byTag: groups(({ spec }) => spec.tags ?? []),
  };
}

/** The rules that the entry binds: those of the id, of the name, or with any of the tags. */
export function resolveEntry(entry: BoundRule, { byId, byName, byTag }: Catalogue): readonly Named[] {
  const { ruleID, ruleName, ruleTags = [], place } = entry;
  const named = (rank: Named['rank'], name: string, known: ReadonlyMap<string, readonly string[]>, what: string) => {
    const ids = known.get(name) ?? [];
    return { rank, name, ids, problem: ids.length > 0 ? noProblem : unknownRule(name, known.keys(), what), place };
  };
  if (ruleID !== undefined) return [named(0, ruleID, byId, 'rule')];
  if (ruleName !== undefined) return [named(1, ruleName, byName, 'rule name')];
  return ruleTags.map((tag) => named(2, tag, byTag, 'tag'));
}

const noProblem: Named['problem'] = { code: 'unknown-rule', message: '' };
