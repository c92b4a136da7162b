/** Changes to rules by context, as configuration files have them. */
export { type ParsePolicyOptions, parsePolicy } from './policy/parse-policy.ts';
export type { ContextPolicy, Policy, RuleAdjustment } from './policy/policy.ts';
