import type { ContainerEnd } from '../contexts/container.ts';
import { type ContainerTracker, createContainerTracker } from './container-tracker.ts';
import { createStateFolders } from './state-folders.ts';

/** A tracker, and what it told. */
export interface ToldTracker {
  readonly tracker: ContainerTracker;
  readonly told: (readonly [what: string, id: string, end?: ContainerEnd])[];
}

export function createToldTracker(hostRoot: string, now: () => number): ToldTracker {
  const told: ToldTracker['told'] = [];
  const tracker = createContainerTracker({
    ...{ hostRoot, now, maxContainers: 10, folders: createStateFolders(hostRoot), onAdded: () => {} },
    listener: {
      added: ({ id }) => told.push(['added', id]),
      changed: ({ id }) => told.push(['changed', id]),
      removed: ({ id }, end) => told.push(['removed', id, end]),
    },
  });
  return { tracker, told };
}
