import type { NamedProfile, Pod, PodIdentity, Problem, Rule } from '@rulelibrary/schema';
import type { Binding } from '@rulelibrary/schema/bindings';
import type { BindingRecord } from '../objects/binding-record.ts';
import type { PodRecord } from '../objects/pod-record.ts';
import type { RulesRecord } from '../objects/rules-record.ts';
import type { ReflectorHealth, ReflectorStats } from '../watch/reflector-health.ts';
import type { PodQuestion } from './pod-question.ts';

/** Parts of the view that changed. */
export interface ClusterChange {
  readonly rules: boolean;
  readonly bindings: boolean;
  /** Pods, their labels, those of their namespaces, or their owners. */
  readonly pods: boolean;
  readonly apiServers: boolean;
  readonly profiles: boolean;
}

export interface ClusterListener {
  /** Changes of a fifth of a second together; what is read then is at least as new. */
  changed(change: ClusterChange): void;
  /** What whoever operates the cluster should know. */
  said(line: ClusterLine): void;
}

export interface ClusterLine {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What is known of a cluster, kept in step with it. Everything but `start` and `stop` answers at once, from memory. */
export interface Cluster {
  start(listener: ClusterListener): void;
  /** Ends when everything was seen once, also that the cluster does not serve it. */
  synced(): Promise<void>;
  /** Of every `Rules` object, those with errors left out; of several with one id all. The same objects until they change. */
  rules(): readonly Rule[];
  bindings(): readonly Binding[];
  /** What is wrong in rules and bindings. */
  problems(): readonly Problem[];
  rulesObjects(): readonly RulesRecord[];
  bindingObjects(): readonly BindingRecord[];
  /** The same object until something in it changes; also of a pod that was removed within ten minutes. */
  pod(question: PodQuestion): PodIdentity | undefined;
  podSpec(question: PodQuestion): Pod | undefined;
  /** Pods that are there: of the node, or of the cluster. */
  pods(): Iterable<PodRecord>;
  namespaceLabels(namespace: string): Readonly<Record<string, string>> | undefined;
  /** Of the kubernetes Service and of what stands behind it. */
  apiServerAddresses(): readonly string[];
  /**
   * Profiles of the workloads whose pods are on the node, and those that the pods' labels name; a learned one has `learning`.
   * Read in the background: `changed` tells when they are there.
   */
  profiles(): readonly NamedProfile[];
  /**
   * Writes a learned profile, united with what other nodes have written of it, which is given back.
   * @throws ClusterError
   */
  saveProfile(named: NamedProfile): Promise<NamedProfile>;
  health(): ClusterHealth;
  stats(): Readonly<Record<string, ReflectorStats>>;
  stop(): Promise<void>;
}

export interface ClusterHealth {
  /** Every part was current within the last minute. */
  readonly ok: boolean;
  readonly parts: readonly (ReflectorHealth & { readonly name: string })[];
}
