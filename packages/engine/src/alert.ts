import type { ContainerProfile, EventType, severityText } from '@rulelibrary/schema';
import type { SourceContext } from './source-context.ts';

/**
 * What an output is given: one object, the same on every output, its JSON keys in the order of this declaration.
 * Absent is absent, not empty.
 */
export interface Alert {
  /** RFC 3339, UTC: when the event happened. */
  readonly timestamp: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: { readonly level: number; readonly text: ReturnType<typeof severityText> };
  readonly message: string;
  readonly uniqueId?: string;
  readonly sourceContext: SourceContext;
  readonly mitre?: { readonly tactic?: string; readonly technique?: string };
  readonly tags?: readonly string[];
  readonly process?: AlertProcess;
  /** Parents, nearest first. */
  readonly ancestry?: readonly { readonly pid: number; readonly comm?: string; readonly exepath?: string }[];
  readonly container?: {
    readonly id?: string;
    readonly name?: string;
    readonly image?: string;
    readonly imageDigest?: string;
  };
  readonly kubernetes?: {
    readonly cluster?: string;
    readonly namespace?: string;
    readonly pod?: string;
    readonly workload?: {
      readonly kind?: string;
      readonly name?: string;
      readonly namespace?: string;
      readonly uid?: string;
    };
    readonly node?: string;
    readonly podUid?: string;
    readonly podLabels?: Readonly<Record<string, string>>;
    readonly hostNetwork?: boolean;
  };
  readonly host?: { readonly nodeName?: string };
  readonly profile?: {
    readonly status: ContainerProfile['status'];
    readonly completion?: ContainerProfile['completion'];
    readonly name?: string;
  };
  /** Every field of the event's type that the event had. */
  readonly event?: { readonly eventType: EventType } & Readonly<Record<string, unknown>>;
  /** Of a rule that fires on several events: all of them, in the order of their steps; with `order: any`, of time. */
  readonly sequence?: readonly {
    readonly step: string;
    readonly event: { readonly timestamp: string; readonly eventType: EventType } & Readonly<Record<string, unknown>>;
  }[];
  /** How many of the same were held back since the last that passed. */
  readonly suppressedSince?: number;
  readonly agentVersion?: string;
}

/** The acting process. */
export interface AlertProcess {
  /** In the host's pid namespace. */
  readonly pid?: number;
  readonly ppid?: number;
  readonly comm?: string;
  readonly exepath?: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** RFC 3339 with nanoseconds, UTC. */
  readonly startTime?: string;
  /** In the container's pid namespace. */
  readonly containerPid?: number;
}
