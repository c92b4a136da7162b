export { severityText } from '@rulelibrary/schema';
export type { Alert, AlertProcess } from './alert.ts';
export { compileOnEvent } from './compile-on-event.ts';
export { toRecord } from './copy-event.ts';
export { createEngine, type Engine } from './engine.ts';
export { type EngineCounts, type SuppressionReason, suppressionReasons } from './engine-counts.ts';
export type { EngineOptions } from './engine-options.ts';
export type { EvaluationError } from './evaluation-errors.ts';
export { createExplainer, type Explainer } from './explain/create-explainer.ts';
export {
  type ExplainedSequence,
  type Explanation,
  type TracedExpression,
  type Verdict,
  verdicts,
} from './explain/explanation.ts';
export { createKubernetesSource } from './helpers/create-kubernetes-source.ts';
export type { KubernetesSource } from './helpers/k8s.ts';
export type { ProcessSource } from './helpers/process.ts';
export { maskRecord } from './masking/mask-event.ts';
export type { ContainerIdentity, ProfileSource } from './profile-source.ts';
export { createRateLimit, type RateLimit, type RateLimitOptions } from './rate-limit.ts';
export type { StepEvent } from './sequences/complete-sequence.ts';
export { contextOf, type SourceContext, sourceContexts } from './source-context.ts';
