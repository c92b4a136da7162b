import type { Prefilter, RuleSpec } from '@rulelibrary/schema';
import type { ContextPolicy, Policy } from '@rulelibrary/schema/policy';
import type { CompiledRule } from '../compile-rule.ts';
import { admitsContext, type Place } from '../context-tags.ts';
import type { Overlay } from '../rule-set/effective-rule.ts';

/** A rule as it stands at a place, before bindings. */
export interface RuleAtPlace extends Overlay {
  readonly compiled: CompiledRule;
}

export interface PlaceRules {
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy | undefined;
  readonly includeDisabled: boolean;
}

/**
 * The rules that run at the place: those that are switched on and whose tags admit it, changed by the policy of its context,
 * and then by those of the user's own contexts that it belongs to, in their order.
 */
export function rulesAtPlace({ rules, policy, includeDisabled }: PlaceRules, place: Place): readonly RuleAtPlace[] {
  const policies = policiesAt(policy, place);
  return rules.flatMap((compiled) => {
    const { spec } = compiled.rule;
    const isMeant = (spec.enabled || includeDisabled) && admitsContext(spec.tags ?? [], place);
    return isRunning(spec.id, isMeant, policies) ? [adjust(compiled, spec, policies)] : [];
  });
}

/** Whether the rule runs anywhere: it is switched on, or the policy of some context does it. */
export function isInUse({ id, enabled }: RuleSpec, policy: Policy | undefined): boolean {
  return enabled || Object.values(policy?.contexts ?? {}).some(({ enable }) => enable?.includes(id) === true);
}

/** Contexts of the user's own add up: each that changes a rule may double how many states it has. */
const maximumStates = 64;

/**
 * Every state that the policy may give the rule, its own first. Where there are too many to tell, no state at all, which lets
 * every event pass.
 */
export function statesByPolicy(
  { id, state }: RuleSpec,
  policy: Policy | undefined,
): readonly (Prefilter | undefined)[] {
  const states = [state];
  for (const { rules } of Object.values(policy?.contexts ?? {})) {
    const parameters = adjustmentOf(rules, id)?.parameters;
    if (parameters !== undefined) states.push(...states.map((one) => overlay(one, parameters)));
    if (states.length > maximumStates) return [undefined];
  }
  return states;
}

/** The state with parameters laid over it, key by key. */
export function overlay(state: Prefilter | undefined, parameters: Prefilter | undefined): Prefilter | undefined {
  return parameters === undefined ? state : { ...state, ...parameters };
}

function policiesAt(policy: Policy | undefined, { context, ownContexts }: Place): readonly ContextPolicy[] {
  const contexts = policy?.contexts ?? {};
  const named = [context, ...ownContexts].map((name) => (Object.hasOwn(contexts, name) ? contexts[name] : undefined));
  return named.filter((found) => found !== undefined);
}

function isRunning(id: string, isMeant: boolean, policies: readonly ContextPolicy[]): boolean {
  return policies.reduce((runs, { enable, disable }) => {
    if (disable?.includes(id)) return false;
    return runs || enable?.includes(id) === true;
  }, isMeant);
}

function adjust(compiled: CompiledRule, spec: RuleSpec, policies: readonly ContextPolicy[]): RuleAtPlace {
  return policies.reduce<RuleAtPlace>(
    (rule, { rules }) => {
      const adjustment = adjustmentOf(rules, spec.id);
      if (adjustment === undefined) return rule;
      const { severity = rule.severity, parameters } = adjustment;
      return { compiled, severity, state: overlay(rule.state, parameters) };
    },
    { compiled, severity: spec.severity, state: spec.state },
  );
}

function adjustmentOf(rules: ContextPolicy['rules'], id: string) {
  return rules !== undefined && Object.hasOwn(rules, id) ? rules[id] : undefined;
}
