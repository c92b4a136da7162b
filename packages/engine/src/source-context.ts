import type { RuntimeEvent } from '@rulelibrary/schema';

/** Where something happened: in a pod's container, on the host itself, or in a container that no Kubernetes manages. */
export type SourceContext = 'kubernetes' | 'host' | 'standalone';

/** Every context, in the order in which alerts and documentation list them. */
export const sourceContexts = ['kubernetes', 'host', 'standalone'] as const satisfies readonly SourceContext[];

/** The context by what the event itself carries: its pod, else its container, else the host. */
export function contextOf(event: RuntimeEvent): SourceContext {
  if (event.eventType === 'k8s-admission') return 'kubernetes';
  if (event.namespace && event.podName) return 'kubernetes';
  return event.containerId ? 'standalone' : 'host';
}
