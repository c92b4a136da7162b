import type { ContextDetector } from './context-detector.ts';
import { podOfLabels } from './pod-of-labels.ts';

/** Recognises the containers of pods: by the cluster, or by what the kubelet had their runtime note. */
export function createKubernetesDetector(): ContextDetector {
  return {
    context: 'kubernetes',
    detect({ container, pod }) {
      if (container === undefined) return undefined;
      const noted = podOfLabels(container.labels ?? {});
      if (pod === undefined && noted === undefined) return undefined;
      // The cluster knows more; of the container's name in its pod the runtime's note is as good.
      return { container, pod: { ...noted, ...(pod ?? (noted as NonNullable<typeof noted>)) } };
    },
  };
}
