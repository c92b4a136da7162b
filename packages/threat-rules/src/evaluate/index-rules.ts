import type { CompiledRule } from '../compile/compiled-rule.ts';
import type { ThreatEvent } from '../event/threat-event.ts';

/** A rule, and those of its conditions that an event may fulfil. */
export interface Candidate {
  readonly compiled: CompiledRule;
  /** Position of the rule among all. */
  readonly index: number;
  /** Positions of the conditions, ascending. */
  readonly conditions: readonly number[];
}

/** The rules that an event may fulfil, in their order. */
export type CandidatesOf = (event: ThreatEvent) => readonly Candidate[];

/** Sorts the rules by the actions that their conditions demand, so that an event meets those only that can hold for it. */
export function indexRules(rules: readonly CompiledRule[]): CandidatesOf {
  const actions = new Set(rules.flatMap(({ conditions }) => conditions.flatMap((one) => [...(one.actions ?? [])])));
  const byAction = new Map([...actions].map((action) => [action, candidatesFor(rules, action)]));
  const others = candidatesFor(rules, undefined);
  return (event) => byAction.get(event.event?.action ?? '') ?? others;
}

function candidatesFor(rules: readonly CompiledRule[], action: string | undefined): Candidate[] {
  const mayHold = (actions: ReadonlySet<string> | undefined) =>
    actions === undefined || (action !== undefined && actions.has(action));
  const candidates = rules.map((compiled, index) => {
    const conditions = [...compiled.conditions.keys()].filter((at) => mayHold(compiled.conditions[at]?.actions));
    return { compiled, index, conditions };
  });
  return candidates.filter(({ conditions }) => conditions.length > 0);
}
