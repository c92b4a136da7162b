import type { PodIdentity } from '@rulelibrary/schema';
import type { Binding, BoundRule } from '@rulelibrary/schema/bindings';
import type { ContextInfo } from '../contexts/context-info.ts';

/** A binding of these entries for all pods, with changes. */
export function bindingOf(rules: readonly BoundRule[], changes: Partial<Binding> = {}): Binding {
  return { name: 'all', rules, place: { file: 'binding.yaml', line: 1, column: 1 }, ...changes };
}

/** A container of a pod, with changes to the pod. */
export function podInfo(pod: Partial<PodIdentity> = {}): ContextInfo {
  const identity = { namespace: 'shop', name: 'web-0', ...pod };
  return {
    context: 'kubernetes',
    workloadId: `${identity.namespace}/${identity.name}`,
    ownContexts: [],
    pod: identity,
  };
}
