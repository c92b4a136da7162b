import type { RuntimeEvent } from '@rulelibrary/schema';
import type { ContextInfo } from './context-info.ts';

/** What an event says of where it happened. */
export type ContextFields = Pick<
  RuntimeEvent,
  'containerId' | 'containerName' | 'namespace' | 'podName' | 'image' | 'imageDigest' | 'labels'
>;

/** One reader a field, as a view decodes it: nothing is made for the fields that nobody reads. */
export const contextFields: { readonly [F in keyof ContextFields]-?: (info: ContextInfo) => ContextFields[F] } = {
  containerId: ({ container }) => container?.id,
  // Rules ask the cluster by the name that the pod has for it.
  containerName: ({ container, pod }) => pod?.containerName ?? container?.name,
  namespace: ({ pod }) => pod?.namespace,
  podName: ({ pod }) => pod?.name,
  image: ({ container }) => container?.image,
  imageDigest: ({ container }) => container?.imageDigest,
  labels: ({ container, pod }) => pod?.labels ?? container?.labels,
};

/** A copy of the event that says where it happened. */
export function enrichEvent(event: RuntimeEvent, info: ContextInfo): RuntimeEvent {
  const fields = Object.entries(contextFields).map(([name, read]) => [name, read(info)] as const);
  return { ...event, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
}
