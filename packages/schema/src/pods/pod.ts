import type { Place } from '../problem.ts';

/** A container as its pod's spec declares it. */
export interface PodContainer {
  readonly name: string;
  readonly mountPaths: readonly string[];
  /** First words of the commands that the spec runs in it: its own, those of lifecycle hooks and probes. */
  readonly commands: readonly string[];
  /** PATH, where the spec sets it; the image's own is not known. */
  readonly searchPath?: string;
  readonly workingDirectory?: string;
}

/** A pod, as far as rules ask for it. */
export interface Pod {
  /** Absent: of any namespace, as with profiles. */
  readonly namespace?: string;
  readonly name: string;
  /** Init and ephemeral containers included. */
  readonly containers: readonly PodContainer[];
  readonly place: Place;
}

/** What files say of a cluster. */
export interface ClusterObjects {
  readonly pods: readonly Pod[];
  /** Of the kubernetes Service in the namespace default, and of its endpoints. */
  readonly apiServerAddresses: readonly string[];
}
