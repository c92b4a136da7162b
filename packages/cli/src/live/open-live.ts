import type { EventSource, EventSourceOptions, Node, NodeOptions } from '@rulelibrary/engine/node';

/** What was opened, or why it cannot be here. */
export type Live<T> = T | { readonly missing: string };

/** Opens all that watches this machine; a machine that cannot be watched is an answer, not an error. */
export async function openLiveNode(options: NodeOptions): Promise<Live<Node>> {
  // Imported here: commands that work on files run where the collector cannot.
  const { openNode } = await import('@rulelibrary/engine/node');
  return orMissing(() => openNode(options));
}

/** Opens the events of this machine, likewise. */
export async function openLiveEvents(options: EventSourceOptions): Promise<Live<EventSource>> {
  const { openEventSource } = await import('@rulelibrary/engine/node');
  return orMissing(() => openEventSource(options));
}

async function orMissing<T>(open: () => T): Promise<Live<T>> {
  const { CollectorError } = await import('@rulelibrary/engine/collector');
  try {
    return open();
  } catch (error) {
    if (!(error instanceof CollectorError)) throw error;
    return { missing: error.message };
  }
}
