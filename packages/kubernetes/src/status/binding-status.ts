import { type Binding, matchesLabels } from '@rulelibrary/schema/bindings';
import type { BindingRecord } from '../objects/binding-record.ts';
import type { PodRecord } from '../objects/pod-record.ts';
import { wordsOf } from './rules-status.ts';

type Labels = Readonly<Record<string, string>>;

/** The pods that are there, by namespace, and the labels of those. */
export interface ClusterPods {
  readonly byNamespace: ReadonlyMap<string, readonly PodRecord[]>;
  labelsOf(namespace: string): Labels | undefined;
}

export interface BindingStatus {
  readonly observedGeneration: number;
  readonly rules: number;
  readonly matchedPods: number;
  readonly unknownRules?: readonly string[];
  readonly problems?: readonly string[];
}

/** What the status of a binding is to say. */
export function bindingStatus(
  { binding, problems, namespace, name, generation }: BindingRecord,
  unknownRules: readonly string[],
  pods: ClusterPods,
): BindingStatus {
  const title = `RuntimeRuleAlertBinding ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  return {
    observedGeneration: generation,
    rules: binding?.rules.length ?? 0,
    matchedPods: binding === undefined ? 0 : matchedPods(binding, pods),
    ...(unknownRules.length > 0 && { unknownRules }),
    ...(problems.length > 0 && { problems: problems.map((problem) => wordsOf([problem], title)) }),
  };
}

/** Namespaces first: most bindings leave most of them out. */
export function matchedPods(binding: Binding, { byNamespace, labelsOf }: ClusterPods): number {
  let count = 0;
  for (const [namespace, pods] of byNamespace) {
    if (binding.namespace !== undefined && binding.namespace !== namespace) continue;
    if (!matchesLabels(binding.namespaceSelector ?? {}, labelsOf(namespace) ?? {})) continue;
    for (const { labels } of pods) if (matchesLabels(binding.podSelector ?? {}, labels)) count++;
  }
  return count;
}
