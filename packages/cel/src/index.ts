export { CelError, type CelErrorCode } from './cel-error.ts';
export type { CelFunction } from './cel-function.ts';
export type { FieldDeclaration } from './create-scope.ts';
export { createEnvironment, type Environment, type EnvironmentOptions } from './environment.ts';
export {
  createEventEnvironment,
  type EventEnvironment,
  type EventExpressionOptions,
  type HelperImplementations,
} from './event-environment.ts';
export type { EventProgram } from './event-program.ts';
export type { Mutant, MutantChange } from './mutate/mutant.ts';
export { mutantsOf } from './mutate/mutants-of.ts';
export { evaluateTree } from './program/evaluate-tree.ts';
export type { Bindings, Program } from './program/program.ts';
export { type FieldPath, fieldPaths } from './reads/field-paths.ts';
export { mentions } from './reads/mentions.ts';
export type { Alternatives, TextPattern } from './reads/narrow.ts';
export type { ProfileRead } from './reads/profile-read.ts';
export { type ExpressionReads, type FieldRead, type HelperCall, readsOf } from './reads/reads-of.ts';
export {
  compileRuleSet,
  type RuleOutcome,
  type RuleProblem,
  type RuleSet,
  type RuleSource,
} from './rule-set/compile-rule-set.ts';
export { type FieldCondition, type RequiredConditions, requiredConditions } from './rule-set/required-conditions.ts';
export { RuleTable, type TableEntry } from './rule-set/rule-table.ts';
export type { StepDeclaration, StepEvents } from './sequence/with-steps.ts';
export { type Extension, extensions } from './stdlib/extension.ts';
export { decidingSteps } from './trace/deciding-steps.ts';
export type { ElementSteps, Outcome, Step, StepKind } from './trace/step.ts';
export { describeTree, type TreeLine } from './tree/describe-tree.ts';
export type { Expr } from './tree/expr.ts';
export { fromTypedJson, isTypedJson } from './typed-json/from-typed-json.ts';
export { toTypedJson } from './typed-json/to-typed-json.ts';
export { typeOfValue } from './typed-json/type-of-value.ts';
export { type TypedJson, TypedJsonError } from './typed-json/typed-json.ts';
export type { CelType } from './types/type.ts';
