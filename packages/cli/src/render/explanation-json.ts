import type { Outcome, Step } from '@rulelibrary/cel';
import type { StepEvent } from '@rulelibrary/engine';
import type { Rule } from '@rulelibrary/schema';
import type { Explained } from './render-explanation.ts';
import { toJsonValue } from './render-value.ts';
import { verdictText } from './verdict-text.ts';

/** The explanation as one JSON object: everything that the text shows, values uncut. */
export function explanationJson({ rule, event, place, explanation }: Explained): object {
  const { verdict, otherwise, context, profile, alert, expressions, sequence } = explanation;
  return {
    place,
    timestamp: event.timestamp,
    eventType: event.eventType,
    ruleId: rule.spec.id,
    verdict,
    ...(otherwise !== undefined && { otherwise }),
    reason: verdictText(explanation, rule),
    context,
    ...(profile !== undefined && { profile }),
    ...(alert !== undefined && { message: alert.message, uniqueId: alert.uniqueId }),
    ...(sequence !== undefined && { sequence: { ...sequence, filled: sequence.filled.map(filledJson) } }),
    expressions: expressions.map(({ pointer, place, step, deciding }) => {
      const { operands, ...whole } = stepJson(rule, pointer, step);
      return {
        file: place.file,
        ...whole,
        decidedBy: deciding.map((decider) => ({ ...placeOf(rule, pointer, decider), ...headOf(decider) })),
        operands,
      };
    }),
  };
}

function filledJson({ step, event: { timestamp, eventType, comm, pid } }: StepEvent): object {
  return { step, timestamp, eventType, comm, pid };
}

interface StepJson {
  readonly operands: readonly StepJson[];
}

function stepJson(rule: Rule, pointer: string, step: Step): StepJson {
  const children = (steps: readonly Step[]) => steps.map((child) => stepJson(rule, pointer, child));
  return {
    ...placeOf(rule, pointer, step),
    ...headOf(step),
    operands: children(step.operands),
    ...(step.elements && {
      elements: step.elements.map(({ name, value, body }) => ({
        name,
        value: toJsonValue(value),
        body: children(body),
      })),
      omitted: step.omitted ?? 0,
    }),
  };
}

function headOf({ text, outcome }: Step) {
  return { text, ...outcomeJson(outcome) };
}

function outcomeJson(outcome: Outcome): object {
  return 'error' in outcome ? { error: outcome.error.message } : { value: toJsonValue(outcome.value) };
}

function placeOf(rule: Rule, pointer: string, { start }: Step) {
  const { line, column } = rule.placeInText(pointer, start);
  return { line, column };
}
