import type { RuleSetCounts } from './rule-set.ts';

/** Why a rule raised no alert on an event that it was there for. */
export const suppressionReasons = ['profile_missing', 'prefilter', 'policy', 'eval_error', 'cooldown'] as const;

export type SuppressionReason = (typeof suppressionReasons)[number];

/** How many events came to which stage since the engine was created. */
export interface StageCounts {
  received: number;
  /** Opens and links that failed: they did not happen. */
  failedCalls: number;
  deduplicated: number;
  /** Events of contexts that are not watched. */
  outOfContext: number;
  /** Events that no rule of their context asks for: the reason `no_rules`, which no rule can carry. */
  noRules: number;
  /** How often the expressions of a rule were evaluated. */
  evaluated: number;
  /** How often they all held. */
  matched: number;
  alerts: number;
}

/** Every stage's count, and what each rule held back. */
export interface EngineCounts extends Readonly<StageCounts> {
  /** By rule id and reason; only what happened at all. */
  readonly suppressed: Readonly<Record<string, Readonly<Partial<Record<SuppressionReason, number>>>>>;
  readonly rules: RuleSetCounts;
}

/** The counts at the start. */
export function createStageCounts(): StageCounts {
  return {
    received: 0,
    failedCalls: 0,
    deduplicated: 0,
    outOfContext: 0,
    noRules: 0,
    evaluated: 0,
    matched: 0,
    alerts: 0,
  };
}

/** Counts what rules hold back. */
export interface SuppressionCounter {
  add(ruleId: string, reason: SuppressionReason): void;
  byRule(): EngineCounts['suppressed'];
}

/** Starts at nothing; the keys are bounded by the number of rules. */
export function createSuppressionCounter(): SuppressionCounter {
  const counts = new Map<string, Record<SuppressionReason, number>>();
  return {
    add(ruleId, reason) {
      let ofRule = counts.get(ruleId);
      if (ofRule === undefined) {
        ofRule = { profile_missing: 0, prefilter: 0, policy: 0, eval_error: 0, cooldown: 0 };
        counts.set(ruleId, ofRule);
      }
      ofRule[reason] += 1;
    },
    byRule: () =>
      Object.fromEntries(
        [...counts].map(([id, ofRule]) => [id, Object.fromEntries(Object.entries(ofRule).filter(([, n]) => n > 0))]),
      ),
  };
}
