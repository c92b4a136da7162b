import type { TrackerCounts } from '@rulelibrary/schema/correlate';
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
  /** Events whose container nobody knew yet: they were kept for it, to be evaluated later. */
  held: number;
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
  /** What all sequences hold and have let go. */
  readonly sequences: TrackerCounts;
}

/** The counts at the start. */
export function createStageCounts(): StageCounts {
  return {
    received: 0,
    failedCalls: 0,
    deduplicated: 0,
    held: 0,
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
  /**
   * Counts the same for many rules at the cost of one, always given as the same list.
   * @returns false for a list that is new: nothing is counted then, and each of its rules is to be added by itself
   */
  addForAll(ruleIds: readonly string[], reason: SuppressionReason): boolean;
  byRule(): EngineCounts['suppressed'];
}

/** As many tables as a node uses at once, and more. */
const maximumLists = 8192;

/** Starts at nothing; the keys are bounded by the number of rules. */
export function createSuppressionCounter(): SuppressionCounter {
  const counts = new Map<string, Record<SuppressionReason, number>>();
  const bulk = new Map<readonly string[], { readonly reason: SuppressionReason; count: number }>();
  const addTimes = (ruleId: string, reason: SuppressionReason, times: number) => {
    const ofRule = counts.get(ruleId) ?? { profile_missing: 0, prefilter: 0, policy: 0, eval_error: 0, cooldown: 0 };
    counts.set(ruleId, ofRule);
    ofRule[reason] += times;
  };
  /** Counts by rule what was counted for many together: only when someone wants to know. */
  const settle = () => {
    for (const [ruleIds, ofAll] of bulk) {
      if (ofAll.count === 0) continue;
      for (const ruleId of ruleIds) addTimes(ruleId, ofAll.reason, ofAll.count);
      ofAll.count = 0;
    }
  };
  const forgetLists = () => {
    settle();
    bulk.clear();
  };
  return {
    add: (ruleId, reason) => addTimes(ruleId, reason, 1),
    addForAll(ruleIds, reason) {
      const ofAll = bulk.get(ruleIds);
      // Rule sets come and go, and their lists with them.
      if (ofAll === undefined && bulk.size >= maximumLists) forgetLists();
      if (ofAll === undefined) bulk.set(ruleIds, { reason, count: 0 });
      else ofAll.count += 1;
      return ofAll !== undefined;
    },
    byRule() {
      settle();
      return Object.fromEntries(
        [...counts].map(([id, ofRule]) => [id, Object.fromEntries(Object.entries(ofRule).filter(([, n]) => n > 0))]),
      );
    },
  };
}
