import { decidingSteps, type Step, type StepDeclaration } from '@rulelibrary/cel';
import type { EventType, Rule, RuntimeEvent } from '@rulelibrary/schema';
import type { EngineOptions } from '../engine-options.ts';
import type { EventScope } from '../event-scope.ts';
import { createRuleEnvironment } from '../rule-environment.ts';
import { eventsOf, type StepEvent } from '../sequences/complete-sequence.ts';
import { createStepScope } from '../sequences/step-scope.ts';
import type { TracedExpression } from './explanation.ts';

/** @param earlier what fills steps of a sequence before the event */
export type Trace = (event: RuntimeEvent, earlier: readonly StepEvent[]) => readonly TracedExpression[];

/** Traces the expressions of a rule for the event's type: its conditions, or the steps of its sequence. */
export function createTrace(rule: Rule, scope: EventScope, options: Omit<EngineOptions, 'rules'>): Trace {
  const steps = createStepScope();
  const environment = createRuleEnvironment(scope, options, steps);
  const tracers = tracedOf(rule).map(({ source, declared, ...traced }) => ({
    ...traced,
    trace: environment.compileTracer(source, declared),
  }));
  const explained = (pointer: string, step: Step): TracedExpression => {
    return { pointer, place: rule.placeInText(pointer, step.start), step, deciding: decidingSteps(step) };
  };
  return (event, earlier) => {
    steps.enter(eventsOf(earlier));
    const traced = tracers
      .filter(({ eventType }) => eventType === event.eventType)
      .map(({ pointer, trace }) => explained(pointer, trace(event)));
    steps.leave();
    return traced;
  };
}

interface Traced {
  readonly eventType: EventType;
  readonly pointer: string;
  readonly source: string;
  readonly declared?: readonly StepDeclaration[];
}

function tracedOf({ spec: { expressions } }: Rule): readonly Traced[] {
  const { ruleExpression = [], sequence } = expressions;
  const conditions = ruleExpression.map(({ eventType, expression: source }, index) => {
    return { eventType, source, pointer: `/expressions/ruleExpression/${index}/expression` };
  });
  const steps = (sequence?.steps ?? []).map(({ eventType, expression: source }, index): Traced => {
    const pointer = `/expressions/sequence/steps/${index}/expression`;
    const declared = sequence?.order === 'any' ? {} : { declared: sequence?.steps.slice(0, index) ?? [] };
    return { eventType, source, pointer, ...declared };
  });
  return [...conditions, ...steps];
}
