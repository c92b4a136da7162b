export { CelError, type CelErrorCode } from './cel-error.ts';
export type { CelFunction } from './cel-function.ts';
export { createEnvironment, type Environment, type EnvironmentOptions } from './environment.ts';
export {
  createEventEnvironment,
  type EventEnvironment,
  type EventProgram,
  type HelperImplementations,
} from './event-environment.ts';
export type { Mutant, MutantChange } from './mutate/mutant.ts';
export { mutantsOf } from './mutate/mutants-of.ts';
export type { Program } from './program.ts';
export type { Alternatives, TextPattern } from './reads/narrow.ts';
export type { ProfileRead } from './reads/profile-read.ts';
export { type ExpressionReads, type FieldRead, type HelperCall, readsOf } from './reads/reads-of.ts';
export { decidingSteps } from './trace/deciding-steps.ts';
export type { ElementSteps, Outcome, Step, StepKind } from './trace/step.ts';
export type { CelType } from './types/type.ts';
