import type { ApiClient } from '../client/api-client.ts';
import { codeOfStatus } from '../client/to-cluster-error.ts';
import { ClusterError } from '../cluster-error.ts';
import { isRecord } from './api-object.ts';
import { acceptOf, selectorQuery } from './list-objects.ts';
import type { ObjectSelection } from './object-selection.ts';
import { pathOf } from './resource.ts';

/** A change as the API server sends it. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: unknown;
}

const types = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'] as const;

export interface WatchOptions {
  readonly resourceVersion: string;
  /** After which the API server ends it. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** The API server has it: what changes from now on will come. */
  readonly onOpen?: () => void;
}

/**
 * Hands over what changes from the resource version on, until the API server ends the watch.
 * @throws ClusterError; `gone`: list again; `malformed`: what came cannot be relied on, list again
 */
export async function watchObjects(
  client: ApiClient,
  selection: ObjectSelection,
  { resourceVersion, timeoutSeconds, signal, onOpen }: WatchOptions,
  onEvent: (event: WatchEvent) => void,
): Promise<void> {
  const query = { ...selectorQuery(selection), watch: 1, allowWatchBookmarks: true, resourceVersion, timeoutSeconds };
  const accept = acceptOf(selection, 'PartialObjectMetadata');
  const path = pathOf(selection.resource, selection.namespace);
  const request = { path, query, accept, signal, ...(onOpen && { onOpen }) };
  await client.stream(request, (line) => onEvent(parseWatchEvent(line)));
}

/** @throws ClusterError of the code that the API server sent, or `malformed` */
export function parseWatchEvent(line: string): WatchEvent {
  const event = parseJson(line);
  const object = isRecord(event) ? event['object'] : undefined;
  if (!isRecord(event) || !isRecord(object))
    throw new ClusterError('malformed', 'Expected a watch event, got something else');
  if (event['type'] === 'ERROR') {
    throw new ClusterError(codeOfStatus(Number(object['code'])), `Cannot watch: ${String(object['message'])}`);
  }
  const type = types.find((known) => known === event['type']);
  if (type === undefined) throw new ClusterError('malformed', `Unknown watch event "${String(event['type'])}"`);
  return { type, object };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ClusterError('malformed', `Cannot parse a watch event: ${String(error)}`, { cause: error });
  }
}
