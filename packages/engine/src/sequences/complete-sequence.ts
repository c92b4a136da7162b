import type { RuntimeEvent } from '@rulelibrary/schema';
import { maskEvent } from '../masking/mask-event.ts';
import type { StepScope } from './step-scope.ts';

/** An event and the step that it fills. */
export interface StepEvent {
  /** The id of the step. */
  readonly step: string;
  /** A copy, which stays valid. */
  readonly event: RuntimeEvent;
}

/** A sequence whose steps are all filled; expressions read it for as long as its alert is made. */
export interface CompleteSequence {
  readonly steps: readonly StepEvent[];
  /** The same without secrets, which expressions read from then on. */
  mask(): readonly StepEvent[];
}

/** Puts the steps where expressions read them. */
export function enterSequence(steps: readonly StepEvent[], scope: StepScope): CompleteSequence {
  scope.enter(eventsOf(steps));
  return {
    steps,
    mask() {
      const masked = steps.map(({ step, event }) => ({ step, event: maskEvent(event) }));
      scope.enter(eventsOf(masked));
      return masked;
    },
  };
}

/** As the variable `steps` has them. */
export function eventsOf(steps: readonly StepEvent[]): Readonly<Record<string, StepEvent>> {
  return Object.fromEntries(steps.map((one) => [one.step, one]));
}
