import type { SourceContext } from '../source-context.ts';

/**
 * The body of `POST /v1/runtimealerts`, in the names of the published Go types (armoapi-go, armotypes, RuntimeAlert): for
 * receivers that know Kubescape's node agent.
 */
export interface RuntimeAlerts {
  readonly kind: 'RuntimeAlerts';
  readonly apiVersion: 'kubescape.io/v1';
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec: {
    readonly alerts: readonly RuntimeAlert[];
    /** Of all these alerts. */
    readonly processTree: ProcessTree;
    readonly cloudMetadata: Readonly<Record<string, unknown>>;
  };
}

/** BaseRuntimeAlert, RuleAlert and RuntimeAlertK8sDetails, flattened. */
export interface RuntimeAlert {
  readonly alertName: string;
  /** The message, and what the event is about by the names that Kubescape gives it. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly infectedPID?: number;
  readonly severity: number;
  readonly timestamp: string;
  /** MD5 of the alert's uniqueId. */
  readonly uniqueID: string;
  readonly ruleID: string;
  readonly ruleDescription: string;
  readonly isTriggerAlert: boolean;
  /** 0: of a rule. */
  readonly alertType: 0;
  /** 1: Kubernetes. */
  readonly alertSourcePlatform: 1;
  readonly containerName?: string;
  readonly containerID?: string;
  readonly image?: string;
  readonly imageDigest?: string;
  readonly namespace?: string;
  readonly podName?: string;
  readonly podNamespace?: string;
  readonly podUID?: string;
  readonly podLabels?: Readonly<Record<string, string>>;
  readonly workloadName?: string;
  readonly workloadNamespace?: string;
  readonly workloadKind?: string;
  readonly workloadUID?: string;
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly clusterName?: string;
  readonly hostName: string;
  readonly message: string;
  readonly sourceContext: SourceContext;
  readonly profileMetadata?: ProfileMetadata;
}

export interface ProfileMetadata {
  readonly status: string;
  readonly completion?: string;
  readonly name?: string;
  /** 0 application profile, 1 network profile. */
  readonly type: 0 | 1;
  /** The profile was there, and what happened is not in it. */
  readonly failOnProfile: boolean;
}

export interface ProcessTree {
  /** The farthest ancestor that is known. */
  readonly processTree: ProcessNode;
  readonly containerID?: string;
}

/** A process; every field is absent where there is none. */
export interface ProcessNode {
  readonly pid?: number;
  readonly cmdline?: string;
  readonly comm?: string;
  readonly ppid?: number;
  readonly pcomm?: string;
  readonly hardlink?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly startTime?: string;
  readonly upperLayer?: boolean;
  readonly cwd?: string;
  readonly path?: string;
  readonly children?: readonly ProcessNode[];
}
