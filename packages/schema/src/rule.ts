import type { EventType } from './event-catalogue.ts';
import type { Place } from './problem.ts';

/** 0 required, 1 optional, 2 not required. */
export type ProfileDependency = 0 | 1 | 2;

/** The parts of a profile that a rule can read. */
export const profileParts = [
  'opens',
  'execs',
  'capabilities',
  'syscalls',
  'endpoints',
  'egressDomains',
  'egressAddresses',
  'ingressDomains',
  'ingressAddresses',
] as const;

export type ProfilePart = (typeof profileParts)[number];

/** `all`, or the entries that match any of the patterns. */
export type ProfileDemand =
  | 'all'
  | readonly {
      readonly exact?: string;
      readonly prefix?: string;
      readonly suffix?: string;
      readonly contains?: string;
    }[];

/** A rule's `state`, overlaid by a binding's `parameters`. */
export interface Prefilter {
  readonly includePrefixes?: readonly string[];
  readonly ignorePrefixes?: readonly string[];
  readonly ports?: readonly number[];
  readonly direction?: 'inbound' | 'outbound';
  readonly methods?: readonly string[];
  readonly excludeProcesses?: readonly { readonly name?: string; readonly path?: string }[];
  readonly excludeParentProcesses?: readonly { readonly name?: string; readonly path?: string }[];
}

export interface RuleExpression {
  readonly eventType: EventType;
  readonly expression: string;
}

/** An event of a sequence. */
export interface SequenceStep extends RuleExpression {
  /** By which messages, alerts and later steps name it. */
  readonly id: string;
}

export const sequenceOrders = ['sequence', 'any'] as const;

/** Several events that belong together, within a window: an extension of the dialect that agents may not know. */
export interface RuleSequence {
  /** A Go duration above zero: from the first event to the last at most. */
  readonly window: string;
  /** What the events have in common: {@link sequenceKeys}, or a CEL expression that gives a string. */
  readonly by: string;
  /** Steps one after the other (sequence, which is meant where it is absent), or in any order. */
  readonly order?: (typeof sequenceOrders)[number];
  readonly steps: readonly SequenceStep[];
}

/** What events of a sequence can have in common by a name. */
export const sequenceKeys = ['processTree', 'container', 'pod'] as const;

/** One rule, as it stands in a `Rules` object. */
export interface RuleSpec {
  readonly enabled: boolean;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly expressions: {
    readonly message: string;
    readonly uniqueId: string;
    /** This or {@link RuleSequence}, never both. */
    readonly ruleExpression?: readonly RuleExpression[];
    readonly sequence?: RuleSequence;
  };
  readonly profileDependency: ProfileDependency;
  readonly profileDataRequired?: Readonly<Partial<Record<ProfilePart, ProfileDemand>>>;
  /** 0 to 10. */
  readonly severity: number;
  readonly supportPolicy: boolean;
  readonly isTriggerAlert: boolean;
  readonly mitreTactic: string;
  readonly mitreTechnique: string;
  readonly tags?: readonly string[];
  readonly state?: Prefilter;
  /** A semver range. */
  readonly agentVersionRequirement?: string;
}

export const ruleStatuses = ['stable', 'experimental', 'deprecated'] as const;

export type RuleStatus = (typeof ruleStatuses)[number];

/** The `Rules` object that a rule stands in. */
export interface RulesObject {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  /** metadata.creationTimestamp in milliseconds since the epoch; absent in files. */
  readonly createdMs?: number;
}

/** A rule and where its parts stand, so that a later error can name the line. */
export interface Rule {
  readonly spec: RuleSpec;
  /** One object for all rules of a `Rules` object; absent where it has no name. */
  readonly object?: RulesObject;
  /** Annotation `kubescape.io/rule-status`; stable where the object does not say. */
  readonly status: RuleStatus;
  /** Annotation `kubescape.io/rule-version`, such as `1` or `1.2`. */
  readonly version?: string;
  readonly place: Place;
  /** Place of the value at a JSON pointer relative to the rule, such as `/expressions/message`. */
  placeOf(pointer: string): Place;
  /**
   * Place of a character of the string at `pointer`, exact also inside block scalars.
   * @param offset UTF-16 code units from the start of the string
   */
  placeInText(pointer: string, offset: number): Place;
}
