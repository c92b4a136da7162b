import type { Rule, RuntimeEvent } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import type { SequenceLimits } from '@rulelibrary/schema/correlate';
import type { Policy } from '@rulelibrary/schema/policy';
import type { ContextInfo } from './contexts/context-info.ts';
import type { OwnContext } from './contexts/own-contexts.ts';
import type { KubernetesSource } from './helpers/k8s.ts';
import type { ProcessSource } from './helpers/process.ts';
import type { ProfileSource } from './profile-source.ts';
import type { SequenceObservation } from './sequences/sequence-observation.ts';
import type { SourceContext } from './source-context.ts';

/** What an engine is made of: rules, and where to ask for what events do not carry. */
export interface EngineOptions {
  readonly rules: readonly Rule[];
  /**
   * Which pods which rules watch. Without them (there is no API server) every rule is for every pod; hosts and standalone
   * containers are never bound.
   */
  readonly bindings?: readonly Binding[] | undefined;
  /** Every rule is for every pod, whatever is bound: for trying. */
  readonly ignoreRuleBindings?: boolean | undefined;
  /** What contexts change of the rules. */
  readonly policy?: Policy | undefined;
  /** The contexts that are watched; all where it is not given. */
  readonly contexts?: readonly SourceContext[] | undefined;
  /** Whether a place of a watched context is watched itself: asked for every event, so answer fast. All are where it is not given. */
  readonly isWatched?: ((info: ContextInfo) => boolean) | undefined;
  /**
   * Where an event happened. Undefined: nobody knows yet; the event is then counted as held, and it is the caller's to keep a
   * copy and give it to `evaluate`. Without it the event itself tells, as in a replay.
   */
  readonly contextOf?: ((event: RuntimeEvent) => ContextInfo | undefined) | undefined;
  /** Contexts of the user's own that recorded events belong to by their labels; with `contextOf` that says it. */
  readonly ownContexts?: readonly OwnContext[] | undefined;
  /** Told of every event of a watched context once its rules have been evaluated; it is read during the call only. */
  readonly onEvaluated?: ((event: RuntimeEvent, info: ContextInfo, outcome: EvaluationOutcome) => void) | undefined;
  /** Without it no container has a profile. */
  readonly profiles?: ProfileSource | undefined;
  readonly kubernetes?: KubernetesSource | undefined;
  /** Without it `process.*` functions answer from the event alone, as in a replay. */
  readonly processes?: ProcessSource | undefined;
  /** Runs disabled rules too. */
  readonly includeDisabled?: boolean | undefined;
  /** Checked against `agentVersionRequirement` and named in alerts; without it every requirement counts as met. */
  readonly agentVersion?: string | undefined;
  readonly nodeName?: string | undefined;
  readonly clusterName?: string | undefined;
  /** How long the same alert is held back after one has passed; an hour where it is not given. */
  readonly cooldownMs?: number | undefined;
  /** How many different alerts are remembered for that, the least recently used out; 20,000 where it is not given. */
  readonly cooldownKeys?: number | undefined;
  /** What sequences hold at most; where more comes, the oldest goes and is counted. */
  readonly sequenceLimits?: Partial<SequenceLimits> | undefined;
  /** Told of every event that a sequence is asked about: for explanations, since it takes time. */
  readonly onSequence?: ((seen: SequenceObservation) => void) | undefined;
  /** Whether secrets are masked in alerts; true where it is not given. */
  readonly masked?: boolean | undefined;
}

/** What came of an event beside its alerts. */
export interface EvaluationOutcome {
  /** A rule with profileDependency 2 matched, cooled down or not: nothing of the event is to become normal. */
  readonly matchedSignature: boolean;
  /** Ids of the rules with a policy whose expressions it meets, be they held back for want of a profile. */
  readonly triggered: readonly string[];
}
