import type { Labels } from '../bindings/binding.ts';
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
  /** Absent where it has none. */
  readonly labels?: Labels;
  /** Init and ephemeral containers included. */
  readonly containers: readonly PodContainer[];
  readonly place: Place;
}

/** A namespace, which bindings select by its labels. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
}

/** What files say of a cluster. */
export interface ClusterObjects {
  readonly pods: readonly Pod[];
  /** Absent where there is none. */
  readonly namespaces?: readonly Namespace[];
  /** Of the kubernetes Service in the namespace default, and of its endpoints. */
  readonly apiServerAddresses: readonly string[];
}
