import type { Rule } from '@rulelibrary/schema';
import type { SequenceLimits } from '@rulelibrary/schema/correlate';
import type { KubernetesSource } from './helpers/k8s.ts';
import type { ProcessSource } from './helpers/process.ts';
import type { ProfileSource } from './profile-source.ts';
import type { SequenceObservation } from './sequences/sequence-observation.ts';
import type { SourceContext } from './source-context.ts';

/** What an engine is made of: rules, and where to ask for what events do not carry. */
export interface EngineOptions {
  readonly rules: readonly Rule[];
  /** The contexts that are watched; all where it is not given. */
  readonly contexts?: readonly SourceContext[] | undefined;
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
