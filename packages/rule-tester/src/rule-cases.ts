import type { SourceContext } from '@rulelibrary/engine';
import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';

/** An event as far as the case cares: what it leaves out has a default (see `caseEvent`), or is absent. */
export type CaseEvent = Partial<RuntimeEvent> & Pick<RuntimeEvent, 'eventType'>;

/** What the completed profile of the case's container holds; `{}` is a completed profile that holds nothing. */
export type CaseProfile = Omit<ContainerProfile, 'status'>;

/** What the cluster knows of itself and of the case's own container; what is absent is empty. */
export interface CaseCluster {
  readonly apiServerAddresses?: readonly string[];
  /** Where the case's container has volumes mounted. */
  readonly mountPaths?: readonly string[];
  /** Executables that the pod's own spec runs in the case's container. */
  readonly declaredExecutables?: readonly string[];
}

/**
 * What happens: one event, or several in their order, as rules with a sequence want them. Those without a timestamp of their
 * own happen at once.
 */
export type CaseEvents =
  | { readonly event: CaseEvent; readonly events?: never }
  | { readonly events: readonly CaseEvent[]; readonly event?: never };

/** What happens, where, and what the container's profile holds. */
export type QuietCase = CaseEvents & CaseSurroundings;

/** Where the events of a case happen. */
export interface CaseSurroundings {
  /** Absent or `'none'`: there is no profile. A rule that requires one wants it said: its cases must give either. */
  readonly profile?: CaseProfile | 'none';
  /** Absent: the first context that the rule's tags admit. One that they do not admit stays quiet by that alone. */
  readonly context?: SourceContext;
  /** What `k8s.*` functions answer from; absent: no cluster is known. */
  readonly cluster?: CaseCluster;
}

/** A case that raises exactly one alert. */
export type FiringCase = QuietCase & {
  /** The alert's message, exactly. */
  readonly message?: string;
  /** The alert's uniqueId, exactly. */
  readonly uniqueId?: string;
};

/** The tests of one rule, by name. A name says what happens: the report puts `fires: ` or `stays quiet: ` before it. */
export interface RuleCases {
  readonly fires: Readonly<Record<string, FiringCase>>;
  readonly staysQuiet: Readonly<Record<string, QuietCase>>;
}
