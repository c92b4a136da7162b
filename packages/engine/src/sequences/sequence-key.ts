import type { RuntimeEvent, sequenceKeys } from '@rulelibrary/schema';
import { processTreeRoot } from './process-tree-root.ts';

/** What an event has in common with others of its sequence; undefined where it belongs to none. */
export type SequenceKey = (event: RuntimeEvent) => string | undefined;

/** The keys that have a name. Pids are of one host, so the container or host stands with them. */
export const namedKeys: Readonly<Record<(typeof sequenceKeys)[number], SequenceKey>> = {
  processTree: (event) => {
    const root = processTreeRoot(event);
    return root === undefined ? undefined : `${root} ${event.containerId || event.hostName || ''}`;
  },
  container: ({ containerId }) => containerId || undefined,
  pod: ({ namespace, podName }) => (podName ? `${namespace ?? ''}/${podName}` : undefined),
};

/** In UTF-16 units. A key can hold what an attacker chose, and is kept. */
const longestKey = 1_024;

/** A key of bounded length: of a longer one its ends, which only events of the same maker could share. */
export function boundedKey(key: string): string | undefined {
  if (key.length <= longestKey) return key || undefined;
  return `${key.slice(0, longestKey / 2)} ${key.length} ${key.slice(-longestKey / 2)}`;
}
