export { describeRule } from './describe-rule.ts';
export { loadCases } from './load-cases.ts';
export { type MutationResult, mutateRule, type Survivor } from './mutate-rule.ts';
export { readRuleFolder } from './read-rule-folder.ts';
export type { CaseCluster, CaseEvent, CaseProfile, FiringCase, QuietCase, RuleCases } from './rule-cases.ts';
