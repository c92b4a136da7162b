/** The parts of a node that can fail by themselves. */
export type NodePart = 'collector' | 'contexts' | 'events' | 'discovery' | 'alerts' | 'learner';

/** Takes what the parts of a node throw, so that one never takes the others down. */
export interface PartErrors {
  add(part: NodePart, error: unknown): void;
  /** What it gives; undefined where it throws, which is added. */
  attempt<T>(part: NodePart, run: () => T): T | undefined;
  /** How many there were; parts without any are left out. */
  counts(): Readonly<Partial<Record<NodePart, number>>>;
}

/** @param onError told of each; what it throws itself is nobody's */
export function createPartErrors(onError: (part: NodePart, error: unknown) => void): PartErrors {
  const counts: Partial<Record<NodePart, number>> = {};
  const add = (part: NodePart, error: unknown) => {
    counts[part] = (counts[part] ?? 0) + 1;
    try {
      onError(part, error);
    } catch {
      // Whoever reports errors has nobody to report to.
    }
  };
  return {
    add,
    attempt(part, run) {
      try {
        return run();
      } catch (error) {
        add(part, error);
        return undefined;
      }
    },
    counts: () => ({ ...counts }),
  };
}
