/** The pod of a container. */
export interface PodIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** The container's name in the pod. */
  readonly containerName?: string;
  /** The owner at the end of the chain: Deployment, StatefulSet, DaemonSet, CronJob, … */
  readonly workload?: Workload;
  readonly hostNetwork?: boolean;
}

/** What pods belong to. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
}
