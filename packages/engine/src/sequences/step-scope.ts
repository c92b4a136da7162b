import type { StepEvents } from '@rulelibrary/cel';

/** The events that fill earlier steps of a sequence, while an expression of it is evaluated: its variable `steps`. */
export interface StepScope {
  enter(events: StepEvents): void;
  leave(): void;
  readonly read: () => StepEvents;
}

const none: StepEvents = Object.freeze({});

export function createStepScope(): StepScope {
  let current = none;
  return {
    enter(events) {
      current = events;
    },
    leave() {
      current = none;
    },
    read: () => current,
  };
}
