import type { Place } from '../problem.ts';
import type { Prefilter } from '../rule.ts';

/** Changes to the rules by context: by the name of one, `kubernetes`, `host`, `standalone` or one of the user's own. */
export interface Policy {
  readonly contexts: Readonly<Record<string, ContextPolicy>>;
  /** Of the value at a JSON pointer relative to the policy, such as `/host/disable/0`; absent where it comes from no file. */
  placeOf?(pointer: string): Place;
}

/** What one context changes. */
export interface ContextPolicy {
  /** Ids of rules that run here though they are switched off, or their tags do not admit the context. */
  readonly enable?: readonly string[];
  /** Ids of rules that do not run here. */
  readonly disable?: readonly string[];
  /** By rule id. */
  readonly rules?: Readonly<Record<string, RuleAdjustment>>;
}

/** What a rule has in place of its own. */
export interface RuleAdjustment {
  /** 0 to 10. */
  readonly severity?: number;
  /** Laid over the rule's `state`, key by key. */
  readonly parameters?: Prefilter;
}
