import { epochNs, type RuntimeEvent } from '@rulelibrary/schema';
import {
  createSequenceTracker,
  type Evidence,
  type SequenceBudget,
  type SequenceLimits,
  type SequenceTracker,
} from '@rulelibrary/schema/correlate';
import type { CompiledExpression, CompiledRule } from '../compile-rule.ts';
import { copyEvent } from '../copy-event.ts';
import { type Evaluation, fail, type Occurrence } from '../evaluate-rule.ts';
import type { CompiledSequence, CompiledStep } from './compile-sequence.ts';
import { eventsOf, type StepEvent } from './complete-sequence.ts';
import { type KeptEvent, stepsFilled, stepsOf } from './kept-event.ts';
import { boundedKey } from './sequence-key.ts';
import type { StepScope } from './step-scope.ts';

/** The sequence of one rule over a stream of events. */
export interface SequenceRun {
  /** What fills the steps of the sequence that the event completes, if it completes one that may be told. */
  take(occurrence: Occurrence): readonly StepEvent[] | undefined;
  readonly tracker: Pick<SequenceTracker<KeptEvent>, 'advance' | 'counts'>;
}

export interface SequenceRunParts {
  readonly compiled: CompiledRule;
  readonly sequence: CompiledSequence;
  readonly evaluation: Evaluation;
  readonly stepScope: StepScope;
  readonly limits: Partial<SequenceLimits>;
  readonly budget: SequenceBudget;
}

const none: readonly CompiledStep[] = Object.freeze([]);

/** Nothing is held but copies, and no more of them than the limits say. */
export function createSequenceRun(parts: SequenceRunParts): SequenceRun {
  const { compiled, sequence, evaluation, stepScope, limits, budget } = parts;
  const { spec, steps } = sequence;
  const { onSequence } = evaluation.options;
  const isOrdered = spec.order === 'sequence';
  const tracker = createSequenceTracker<KeptEvent>(spec, { limits, budget });
  const stepsOfType = Map.groupBy(steps, ({ eventType }) => eventType);

  const evaluate = <T>(expression: CompiledExpression, event: RuntimeEvent, otherwise: T): T | boolean | string => {
    try {
      return expression.program.evaluate(event);
    } catch (error) {
      fail(error, evaluation, { compiled, expression, timestamp: event.timestamp });
      return otherwise;
    }
  };
  const keyOf = (event: RuntimeEvent): string | undefined => {
    const { key } = sequence;
    if (typeof key === 'function') return boundedKey(key(event) ?? '');
    return boundedKey(String(evaluate(key, event, '')));
  };
  const isStart = ({ index }: CompiledStep) => index === 0 || !isOrdered;
  const isFilled = (step: CompiledStep, event: RuntimeEvent) => evaluate(step.expression, event, false) === true;
  // Most events fill none: nothing is allocated for those.
  const filledOf = (candidates: readonly CompiledStep[], event: RuntimeEvent) => {
    let filled = none;
    for (const step of candidates) if (!step.refersBack && isFilled(step, event)) filled = [...filled, step];
    return filled;
  };

  /** Nothing else can come of the event than that it passes by: most events end here, before they are asked for their key. */
  const passesBy = (candidates: readonly CompiledStep[], filled: readonly CompiledStep[]) => {
    if (filled.some(isStart)) return false;
    const goesOn = isOrdered && (filled.length > 0 || candidates.some(({ refersBack }) => refersBack));
    return !goesOn || tracker.counts().keys === 0;
  };

  const process = (occurrence: Occurrence, key: string, filled: readonly CompiledStep[]) => {
    const { event } = occurrence;
    const kept: KeptEvent = { event, steps: new Set() };
    const evidence: Evidence<KeptEvent> = { event: kept, timeNs: timeOf(occurrence) };
    const asked = new Set(filled.map(({ index }) => index));
    const complete = tracker.process(key, evidence, (index, earlier) => {
      const step = steps[index] as CompiledStep;
      if (step.eventType !== event.eventType) return false;
      if (step.refersBack) stepScope.enter(eventsOf(stepsFilled(earlier, sequence)));
      const fits = step.refersBack ? isFilled(step, event) : asked.has(index);
      if (!fits) return false;
      // The event moves on after the call.
      if (kept.steps.size === 0) kept.event = copyEvent(event);
      kept.steps.add(index);
      return true;
    });
    return { complete: complete && stepsOf(complete, kept, sequence), kept };
  };

  const furthest = (key: string | undefined) => (key === undefined ? [] : stepsFilled(tracker.furthest(key), sequence));

  return {
    tracker,
    take(occurrence) {
      const { event } = occurrence;
      const candidates = stepsOfType.get(event.eventType) ?? none;
      const filled = filledOf(candidates, event);
      if (onSequence === undefined && passesBy(candidates, filled)) return undefined;
      const key = keyOf(event);
      const before = onSequence && furthest(key);
      const isAsked = key !== undefined && (filled.some(isStart) || tracker.isWaiting(key));
      const { complete, kept } = isAsked ? process(occurrence, key, filled) : { complete: undefined, kept: undefined };
      onSequence?.({
        ruleId: compiled.rule.spec.id,
        key,
        before: before ?? [],
        after: complete ?? furthest(key),
        fills: [...(kept?.steps ?? [])].sort().map((index) => steps[index]?.id ?? ''),
        isComplete: complete !== undefined,
      });
      return complete;
    },
  };
}

/** Nanoseconds since the epoch; an event without a readable time happened, as far as we know, with the last that had one. */
function timeOf({ event, timeMs }: Occurrence): bigint | undefined {
  const timeNs = epochNs(event.timestamp);
  if (timeNs !== undefined) return timeNs;
  return timeMs > 0 ? BigInt(Math.round(timeMs)) * 1_000_000n : undefined;
}
