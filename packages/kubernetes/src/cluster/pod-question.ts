/** What a container's labels say of its pod. */
export interface PodQuestion {
  readonly namespace: string;
  readonly name: string;
  /** Where it is known: a pod of a StatefulSet has the name of the one before it. */
  readonly uid?: string;
  readonly containerName?: string;
}
