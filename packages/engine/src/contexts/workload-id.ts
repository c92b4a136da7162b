import type { SourceContext } from '../source-context.ts';
import type { ContextInfo } from './context-info.ts';

/** `namespace/pod`; the host's name; `name:id` of a standalone container, whose name its runtime may not know. */
export function workloadIdOf(
  context: SourceContext,
  { container, pod }: Pick<ContextInfo, 'container' | 'pod'>,
  hostName: string,
): string {
  if (context === 'host') return hostName;
  if (context === 'kubernetes' && pod !== undefined) return `${pod.namespace}/${pod.name}`;
  return container === undefined ? '' : `${container.name ?? ''}:${container.id}`;
}
