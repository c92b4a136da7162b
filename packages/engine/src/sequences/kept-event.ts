import type { RuntimeEvent } from '@rulelibrary/schema';
import { assignSteps, type Evidence } from '@rulelibrary/schema/correlate';
import type { CompiledSequence } from './compile-sequence.ts';
import type { StepEvent } from './complete-sequence.ts';

/** An event as a tracker holds it: the event in hand, and from the moment it fills a step a copy of it. */
export interface KeptEvent {
  event: RuntimeEvent;
  /** The steps that it fills. */
  readonly steps: Set<number>;
}

type Kept = Evidence<KeptEvent>;

/** What fills each step, given in the order of the steps; those that nothing fills are left out. */
export function stepsFilled(filled: readonly (Kept | undefined)[], { steps }: CompiledSequence): readonly StepEvent[] {
  return steps.flatMap(({ id }, index) => {
    const kept = filled[index];
    return kept === undefined ? [] : [{ step: id, event: kept.event.event }];
  });
}

/** The steps of what a tracker found complete with the newest event: in any order it is given by time, and not by step. */
export function stepsOf(
  complete: readonly Kept[],
  newest: KeptEvent,
  sequence: CompiledSequence,
): readonly StepEvent[] {
  const { spec, steps } = sequence;
  if (spec.order === 'sequence') return stepsFilled(complete, sequence);
  const candidates = complete.map((evidence) => ({ evidence, steps: [...evidence.event.steps] }));
  const last = candidates.find(({ evidence }) => evidence.event === newest);
  const others = candidates.filter((candidate) => candidate !== last);
  const assigned = (last && assignSteps(others, last, spec.steps)) ?? [];
  return candidates.map((candidate) => {
    const { id = '' } = steps[assigned.indexOf(candidate)] ?? {};
    return { step: id, event: candidate.evidence.event.event };
  });
}
