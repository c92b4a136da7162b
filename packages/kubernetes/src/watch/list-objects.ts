import type { ApiClient } from '../client/api-client.ts';
import { ClusterError } from '../cluster-error.ts';
import { isRecord } from './api-object.ts';
import type { ObjectSelection } from './object-selection.ts';
import { pathOf } from './resource.ts';

/**
 * Hands over all objects of the selection page by page, as they are now (a quorum read: never a view older than the last).
 * @returns the resource version of the whole
 * @throws ClusterError; `gone` when the pages took longer than the API server keeps them
 */
export async function listObjects(
  client: ApiClient,
  selection: ObjectSelection,
  onObject: (object: unknown) => void,
  signal?: AbortSignal,
): Promise<string> {
  let proceed: string | undefined;
  for (;;) {
    const { items, resourceVersion, more } = await listPage(client, selection, signal, proceed);
    for (const item of items) onObject(item);
    if (more === undefined) return resourceVersion;
    proceed = more;
  }
}

/** A page, with the resource version of the whole and how to go on. @throws ClusterError */
export async function listPage(client: ApiClient, selection: ObjectSelection, signal?: AbortSignal, proceed?: string) {
  const page = await client.call({
    path: pathOf(selection.resource, selection.namespace),
    query: { ...selectorQuery(selection), limit: selection.pageSize, continue: proceed },
    accept: acceptOf(selection, 'PartialObjectMetadataList'),
    ...(signal && { signal }),
  });
  return readPage(page);
}

/** Query of the selectors that are there. */
export function selectorQuery({
  fieldSelector,
  labelSelector,
}: Pick<ObjectSelection, 'fieldSelector' | 'labelSelector'>) {
  return { fieldSelector, labelSelector };
}

/** Metadata alone, where no more is wanted, is a fraction of the bytes. */
export function acceptOf({ metadataOnly }: ObjectSelection, kind: string): string {
  return metadataOnly === true ? `application/json;as=${kind};g=meta.k8s.io;v=v1` : 'application/json';
}

function readPage(page: unknown) {
  const metadata = isRecord(page) ? page['metadata'] : undefined;
  if (!isRecord(page) || !isRecord(metadata) || typeof metadata['resourceVersion'] !== 'string') {
    throw new ClusterError('malformed', 'Expected a list, got something else');
  }
  const { resourceVersion, continue: more } = metadata;
  const items = Array.isArray(page['items']) ? (page['items'] as readonly unknown[]) : [];
  return { items, resourceVersion, more: typeof more === 'string' && more !== '' ? more : undefined };
}
