import { type FieldCondition, requiredConditions } from '@rulelibrary/cel';
import type { EventType, Prefilter } from '@rulelibrary/schema';
import type { CompiledRule } from '../compile-rule.ts';
import { prefilterLists } from './prefilter-lists.ts';
import { type RuleClause, ruleClause } from './rule-clause.ts';

/** What a rule asks of events of one type: of a sequence, each of its steps for itself. */
export interface RuleReading {
  readonly rule: CompiledRule;
  /** Changes with the rule, whatever of it changes. */
  readonly reader: string;
  readonly clause: RuleClause;
}

type StatesOf = (rule: CompiledRule) => readonly (Prefilter | undefined)[];

/** How each rule reads events, by type. */
export function readingsOf(
  rules: readonly CompiledRule[],
  statesOf: StatesOf,
): ReadonlyMap<EventType, readonly RuleReading[]> {
  const readings = rules.flatMap((rule) => {
    const states = statesOf(rule);
    const reader = `${rule.rule.spec.id} ${fingerprint(JSON.stringify([rule.rule.spec, states]))}`;
    return requiredBy(rule).map(({ type, lists }) => {
      const clause = ruleClause(type, [...lists, ...prefilterLists(type, states)]);
      return { type, reading: { rule, reader, clause } };
    });
  });
  const byType = Map.groupBy(readings, ({ type }) => type);
  return new Map([...byType].map(([type, entries]) => [type, entries.map(({ reading }) => reading)]));
}

interface Required {
  readonly type: EventType;
  readonly lists: readonly (readonly FieldCondition[])[];
}

function requiredBy({ conditions, sequence }: CompiledRule): Required[] {
  const steps = sequence?.steps ?? [];
  return [
    ...[...conditions].map(([type, { expressions }]) => ({
      type,
      lists: requiredConditions(expressions.map(({ program }) => program)),
    })),
    ...steps.map(({ eventType, expression }) => ({ type: eventType, lists: requiredConditions([expression.program]) })),
  ];
}

/** FNV-1a, 32 bits: what differs by accident only costs a second report of the same. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}
