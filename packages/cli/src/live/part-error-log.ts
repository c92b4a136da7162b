import type { NodePart } from '@rulelibrary/engine/node';

/** What parts of a node threw, to be said once a part. */
export interface PartErrorLog {
  readonly onError: (part: NodePart, error: unknown) => void;
  /** A line for each part that threw for the first time since the last call. */
  fresh(): string[];
}

const actions: Readonly<Record<NodePart, string>> = {
  collector: 'end the collector',
  contexts: 'follow the containers',
  events: 'process an event',
  discovery: 'look for containers',
  alerts: 'write an alert',
  learner: 'learn from an event',
};

/** The first error of a part says what to look for; how many there were stands in the summary. */
export function createPartErrorLog(): PartErrorLog {
  const known = new Set<NodePart>();
  let lines: string[] = [];
  return {
    onError(part, error) {
      if (known.has(part)) return;
      known.add(part);
      lines.push(`Cannot ${actions[part]}: ${error instanceof Error ? error.message : String(error)}`);
    },
    fresh() {
      const said = lines;
      lines = [];
      return said;
    },
  };
}
