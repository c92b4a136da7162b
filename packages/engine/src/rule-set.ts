import type { Prefilter, Problem, Rule } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import type { Policy } from '@rulelibrary/schema/policy';
import type { BindingIndex } from './bindings/binding-index.ts';
import type { CompiledRule } from './compile-rule.ts';
import { type Place, placeKey } from './context-tags.ts';
import type { ContextInfo } from './contexts/context-info.ts';
import { overlay, type PlaceRules, rulesAtPlace, statesByPolicy } from './policy/rules-at-place.ts';
import type { EffectiveRules } from './rule-set/effective-rule.ts';
import type { EventTables } from './rule-set/event-tables.ts';
import { Generations } from './rule-set/generations.ts';
import { Selection } from './rule-set/selection.ts';
import type { UpdateReport } from './rule-set/update-report.ts';

/** The rules that run, found by workload and event type without looking at any other. It does not change. */
export interface RuleSet {
  /** The rules of the workload. */
  selectionFor(info: ContextInfo): Selection;
  /** All that run anywhere. */
  readonly rules: readonly CompiledRule[];
  ruleOf(id: string): Rule | undefined;
  /** Every state that the rule may have in some workload, by policy and bindings. */
  statesOf(rule: CompiledRule): readonly (Prefilter | undefined)[];
  /** Rules that were rejected, and what else is wrong. */
  readonly problems: readonly Problem[];
  /** What became of the rules given: each is counted once. */
  readonly counts: RuleSetCounts;
  readonly report: UpdateReport;
}

export interface RuleSetCounts {
  readonly active: number;
  readonly disabled: number;
  /** Not for this version of the agent. */
  readonly otherVersion: number;
  /** A newer object has a rule of the same id. */
  readonly overridden: number;
  readonly rejected: number;
}

/** What a rule set is made of. */
export interface RuleSetParts {
  readonly rules: readonly Rule[];
  /** Undefined: nothing is bound, and every rule is for every pod. */
  readonly bindings?: readonly Binding[] | undefined;
  readonly policy?: Policy | undefined;
}

export interface SelectorParts extends PlaceRules {
  readonly bindings: BindingIndex | undefined;
  readonly effective: EffectiveRules;
  readonly tables: EventTables;
}

/** What has been found out of workloads; as many again are found out anew. */
const maximumSelections = 4096;

/**
 * Finds the rules of workloads: those that run at its place, and in Kubernetes those of them that bindings give its pod.
 * What is found is kept for the workload, as long as that is the same object, and shared by all that have the same rules.
 */
export function createSelector(parts: SelectorParts): RuleSet['selectionFor'] {
  const { bindings, effective, tables } = parts;
  const known = new WeakMap<ContextInfo, Selection>();
  const atPlace = new Map<string, ReturnType<typeof rulesAtPlace>>();
  const byBindings = new Generations<Selection>(maximumSelections);
  const byRules = new Generations<Selection>(maximumSelections);
  let last: { readonly info: ContextInfo; readonly selection: Selection } | undefined;

  const rulesAt = (place: Place) => {
    const key = placeKey(place);
    const rules = atPlace.get(key) ?? rulesAtPlace(parts, place);
    atPlace.set(key, rules);
    return rules;
  };
  const select = (place: Place, positions: readonly number[] | undefined): Selection => {
    const bound = positions && bindings?.rulesOf(positions);
    const rules = rulesAt(place).flatMap(({ compiled, severity, state }) => {
      const own = bound?.get(compiled.rule.spec.id);
      if (bound !== undefined && own === undefined) return [];
      return [effective.of(compiled, { severity: own?.severity ?? severity, state: overlay(state, own?.parameters) })];
    });
    return byRules.get(rules.map(({ serial }) => serial).join(' '), () => new Selection(rules, tables));
  };
  const find = (info: ContextInfo): Selection => {
    const positions = info.context === 'kubernetes' ? bindings?.selecting(info.pod) : undefined;
    const key = `${placeKey(info)} / ${positions?.join(' ') ?? 'unbound'}`;
    return byBindings.get(key, () => select(info, positions));
  };

  return (info) => {
    // Events of one workload come in runs.
    if (last?.info === info) return last.selection;
    const selection = known.get(info) ?? find(info);
    known.set(info, selection);
    last = { info, selection };
    return selection;
  };
}

/** Every state that policy and bindings may give the rule: those of the policy, each also with each binding's parameters. */
export function statesOf(
  { rule: { spec } }: CompiledRule,
  { policy, bindings }: Pick<SelectorParts, 'policy' | 'bindings'>,
): readonly (Prefilter | undefined)[] {
  const states = statesByPolicy(spec, policy);
  const bound = bindings?.parametersOf(spec.id) ?? [];
  return [...states, ...bound.flatMap((parameters) => states.map((state) => overlay(state, parameters)))];
}
