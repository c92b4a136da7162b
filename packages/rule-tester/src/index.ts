export { describeRule } from './describe-rule.ts';
export { metadataTable } from './metadata-table.ts';
export { readRuleFolder } from './read-rule-folder.ts';
export type { CaseCluster, CaseEvent, CaseProfile, FiringCase, QuietCase, RuleCases } from './rule-cases.ts';
