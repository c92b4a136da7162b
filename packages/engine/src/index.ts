export type { PodIdentity } from '@rulelibrary/schema';
export { severityText } from '@rulelibrary/schema';
export type { Alert, AlertProcess } from './alert.ts';
export { knownCapabilities, knownOpenFlags, knownSyscalls } from './collector/known-names.ts';
export { compileOnEvent } from './compile-on-event.ts';
export type { Container, ContainerEnd, ContainerListener } from './contexts/container.ts';
export { containerIdentity } from './contexts/container-identity.ts';
export type { ContextInfo } from './contexts/context-info.ts';
export {
  type ContextCounts,
  type ContextListener,
  type ContextTracker,
  type ContextTrackerOptions,
  createContextTracker,
  type TrackedContext,
} from './contexts/context-tracker.ts';
export { type OwnContext, reservedContexts } from './contexts/own-contexts.ts';
export { type ContextSwitches, watchedContexts } from './contexts/watched-contexts.ts';
export { toRecord } from './copy-event.ts';
export { type ActiveRule, createEngine, type Engine, type EngineUpdate } from './engine.ts';
export { type EngineCounts, type SuppressionReason, suppressionReasons } from './engine-counts.ts';
export type { EngineOptions, EvaluationOutcome } from './engine-options.ts';
export type { EvaluationError } from './evaluation-errors.ts';
export { createExplainer, type Explainer } from './explain/create-explainer.ts';
export {
  type ExplainedSequence,
  type Explanation,
  type TracedExpression,
  type Verdict,
  verdicts,
} from './explain/explanation.ts';
export type { ProcessNode, RuntimeAlert, RuntimeAlerts } from './formats/runtime-alert.ts';
export { type RuntimeAlertsOptions, runtimeAlerts } from './formats/runtime-alerts.ts';
export { createKubernetesSource } from './helpers/create-kubernetes-source.ts';
export { isAddressPattern } from './helpers/is-address-pattern.ts';
export type { KubernetesSource } from './helpers/k8s.ts';
export type { ProcessSource } from './helpers/process.ts';
export {
  createLearner,
  type KnownProfile,
  type Learner,
  type LearnerCounts,
  type LearningOutcome,
} from './learning/create-learner.ts';
export { createGivenProfiles, userDefinedLabel } from './learning/given-profiles.ts';
export { learnedEventTypes } from './learning/learned-event-types.ts';
export type { LearnerOptions, SavedProfile } from './learning/learner-options.ts';
export { keyText, type ProfileKey } from './learning/profile-key.ts';
export { defaultLimits, type RecordingLimits } from './learning/recording.ts';
export { maskRecord } from './masking/mask-event.ts';
export type { ContainerIdentity, ProfileSource } from './profile-source.ts';
export { admits } from './push-down/admits.ts';
export type { ClassFilter, EventFilter, PushedCondition, PushedField, TypeFilter } from './push-down/event-filter.ts';
export { type FilterClass, filterClasses, filterClassOf, type ProfileProgress } from './push-down/filter-class.ts';
export type { PushDown, PushDownOptions } from './push-down/push-down.ts';
export type { ReportLine } from './push-down/render-report.ts';
export { createRateLimit, type RateLimit, type RateLimitOptions } from './rate-limit.ts';
export type { BindingReport, ObjectReport, OverriddenRule, UpdateReport } from './rule-set/update-report.ts';
export type { StepEvent } from './sequences/complete-sequence.ts';
export { contextOf, type SourceContext, sourceContexts } from './source-context.ts';
