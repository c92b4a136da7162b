import type { EventEnvironment } from '@rulelibrary/cel';
import type { Problem, Rule } from '@rulelibrary/schema';
import { createBindingIndex } from '../bindings/binding-index.ts';
import type { CompiledRule } from '../compile-rule.ts';
import { policyProblems } from '../policy/policy-problems.ts';
import { isInUse } from '../policy/rules-at-place.ts';
import { createSelector, type RuleSet, type RuleSetCounts, type RuleSetParts, statesOf } from '../rule-set.ts';
import { parseVersionRange } from '../semver-range.ts';
import { createEffectiveRules } from './effective-rule.ts';
import { createEventTables } from './event-tables.ts';
import { objectReports } from './object-reports.ts';
import { createRuleCompiler } from './rule-compiler.ts';
import { settleClashes } from './settle-clashes.ts';

export interface RuleSetOptions {
  readonly includeDisabled?: boolean | undefined;
  /** Undefined: every requirement counts as met. */
  readonly agentVersion?: string | undefined;
  /** Every rule is for every pod, whatever is bound. */
  readonly ignoreRuleBindings?: boolean | undefined;
}

/** Makes one rule set after the other; of the last one all is kept that did not change. */
export interface RuleSets {
  build(parts: RuleSetParts): RuleSet;
}

/** What became of a rule. */
export interface RuleFate {
  readonly rule: Rule;
  readonly fate: keyof RuleSetCounts;
  readonly compiled?: CompiledRule | undefined;
  readonly problems: readonly Problem[];
  /** The rule that counts in its place. */
  readonly winner?: Rule | undefined;
}

/** @throws Error `Expected a version, got "…"` for an agentVersion that is none */
export function createRuleSets(environment: EventEnvironment, options: RuleSetOptions): RuleSets {
  // Here and not rule by rule, where it would read as the fault of the rules.
  if (options.agentVersion !== undefined) parseVersionRange('*')(options.agentVersion);
  const compiler = createRuleCompiler(environment);
  const effective = createEffectiveRules();
  const tables = createEventTables();
  return {
    build({ rules: given, bindings: bound, policy }) {
      effective.age();
      tables.age();
      const fates = settle(given, compiler.compile(given), { policy, options });
      const rules = fates.flatMap(({ fate, compiled }) => (fate === 'active' && compiled ? [compiled] : []));
      const bindings = bound && createBindingIndex(bound, given);
      const problems = [
        ...fates.flatMap((one) => one.problems),
        ...(bindings?.problems ?? []),
        ...policyProblems(policy, new Set(given.map(({ spec }) => spec.id))),
      ];
      const byId = new Map(rules.map(({ rule }) => [rule.spec.id, rule]));
      const { includeDisabled = false, ignoreRuleBindings = false } = options;
      const used = ignoreRuleBindings ? undefined : bindings;
      return {
        selectionFor: createSelector({ rules, policy, includeDisabled, bindings: used, effective, tables }),
        rules,
        ruleOf: (id) => byId.get(id),
        statesOf: (rule) => statesOf(rule, { policy, bindings: used }),
        problems,
        counts: countFates(fates),
        report: { objects: objectReports(fates), bindings: bindings?.reports ?? [], problems },
      };
    },
  };
}

interface Circumstances extends Pick<RuleSetParts, 'policy'> {
  readonly options: RuleSetOptions;
}

/** Rules that are rejected or for another version take no part in clashes: what cannot run must not stop what can. */
function settle(
  rules: readonly Rule[],
  outcomes: readonly { readonly compiled?: CompiledRule; readonly problems: readonly Problem[] }[],
  { policy, options }: Circumstances,
): readonly RuleFate[] {
  const checked = rules.map((rule, index) => checkRule(rule, outcomes[index] ?? { problems: [] }, options));
  const winners = settleClashes(checked.filter(({ fate }) => fate === 'active').map(({ rule }) => rule));
  return checked.map((one): RuleFate => {
    const { rule, fate, compiled } = one;
    if (fate !== 'active' || compiled === undefined) return one;
    const winner = winners.get(rule);
    if (winner !== undefined) return { ...one, fate: 'overridden', winner };
    compiled.rule = rule;
    return options.includeDisabled || isInUse(rule.spec, policy) ? one : { ...one, fate: 'disabled' };
  });
}

function checkRule(
  rule: Rule,
  { compiled, problems: found }: { readonly compiled?: CompiledRule; readonly problems: readonly Problem[] },
  { agentVersion }: RuleSetOptions,
): RuleFate {
  const { isMet, problem } = checkVersion(rule, agentVersion);
  const problems = problem ? [...found, problem] : found;
  if (compiled === undefined || problem) return { rule, fate: 'rejected', problems };
  return { rule, fate: isMet ? 'active' : 'otherVersion', compiled, problems };
}

function checkVersion(rule: Rule, agentVersion: string | undefined): { isMet: boolean; problem?: Problem } {
  const requirement = rule.spec.agentVersionRequirement;
  if (requirement === undefined) return { isMet: true };
  try {
    const isInRange = parseVersionRange(requirement);
    return { isMet: agentVersion === undefined || isInRange(agentVersion) };
  } catch (error) {
    const { file, line, column } = rule.placeOf('/agentVersionRequirement');
    const message = error instanceof Error ? error.message : String(error);
    return { isMet: false, problem: { file, line, column, code: 'invalid-value', message, ruleId: rule.spec.id } };
  }
}

function countFates(fates: readonly RuleFate[]): RuleSetCounts {
  const count = (wanted: keyof RuleSetCounts) => fates.filter(({ fate }) => fate === wanted).length;
  return {
    active: count('active'),
    disabled: count('disabled'),
    otherVersion: count('otherVersion'),
    overridden: count('overridden'),
    rejected: count('rejected'),
  };
}
