import type { Place, Problem, RulesObject } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';

/** What became of the rules, bindings and policy that an engine was given. */
export interface UpdateReport {
  /** Each `Rules` object once, in the order of the rules; rules of no object together. */
  readonly objects: readonly ObjectReport[];
  readonly bindings: readonly BindingReport[];
  /** Everything that is wrong with rules, bindings and policy, with its place; clashes stand in `objects`. */
  readonly problems: readonly Problem[];
}

/** The rules of one object: each id is in one of the lists. */
export interface ObjectReport {
  /** Absent for rules that stand in no named object. */
  readonly object?: RulesObject;
  /** Ids of rules that are in use, or would be if they were switched on and met the agent's version. */
  readonly accepted: readonly string[];
  readonly rejected: readonly { readonly id: string; readonly problems: readonly Problem[] }[];
  /** Another object has a rule of the id that is newer; of two as old as each other the first by namespace and name counts. */
  readonly overridden: readonly OverriddenRule[];
}

export interface OverriddenRule {
  readonly id: string;
  /** Of the rule that is not used. */
  readonly place: Place;
  /** The one that is. */
  readonly by: { readonly object?: RulesObject; readonly place: Place };
}

export interface BindingReport {
  readonly binding: Binding;
  /** Ids, names and tags in it that no rule has. */
  readonly unknownRules: readonly string[];
}
