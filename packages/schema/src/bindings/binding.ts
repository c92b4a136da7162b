import type { Place } from '../problem.ts';
import type { Prefilter } from '../rule.ts';

/** A label selector of Kubernetes: all of it must hold; empty selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** Which pods which rules watch: a RuntimeRuleAlertBinding. */
export interface Binding {
  readonly name: string;
  /** Of a namespaced binding, which selects in its own namespace only. */
  readonly namespace?: string;
  readonly uid?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly rules: readonly BoundRule[];
  readonly place: Place;
}

/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** An entry of a binding: exactly one of `ruleID`, `ruleName` and `ruleTags`. */
export interface BoundRule {
  readonly ruleID?: string;
  readonly ruleName?: string;
  /** Rules with any of them. */
  readonly ruleTags?: readonly string[];
  /** 0 to 10; overrides the rule's. */
  readonly severity?: number;
  /** Laid over the rule's `state`. */
  readonly parameters?: Prefilter;
  /** Where it stands; absent where it comes from no file. */
  readonly place?: Place;
}
