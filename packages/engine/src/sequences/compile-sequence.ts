import { type EventExpressionOptions, mentions } from '@rulelibrary/cel';
import type { EventType, RuleSequence, SequenceStep } from '@rulelibrary/schema';
import { parseWindow, type SequenceSpec } from '@rulelibrary/schema/correlate';
import type { CompiledExpression } from '../compile-rule.ts';
import { namedKeys, type SequenceKey } from './sequence-key.ts';

/** A step made ready to run. */
export interface CompiledStep {
  readonly id: string;
  readonly eventType: EventType;
  /** Its place among the steps. */
  readonly index: number;
  readonly expression: CompiledExpression;
  /** It reads what fills earlier steps. */
  readonly refersBack: boolean;
}

/** The sequence of a rule made ready to run. */
export interface CompiledSequence {
  readonly spec: SequenceSpec;
  readonly steps: readonly CompiledStep[];
  /** By name, or an expression that gives a string. */
  readonly key: SequenceKey | CompiledExpression;
}

type Compile = (source: string, pointer: string, options: EventExpressionOptions) => CompiledExpression | undefined;

/** @param compile reports what is wrong; undefined is given where anything is */
export function compileSequence(sequence: RuleSequence, compile: Compile): CompiledSequence | undefined {
  const { order = 'sequence', by, window } = sequence;
  const steps = sequence.steps.map((step, index) => compileStep(step, { index, sequence, compile }));
  const named = Object.entries(namedKeys).find(([name]) => name === by)?.[1];
  const key = named ?? compile(by, '/expressions/sequence/by', { result: 'string' });
  const compiled = steps.filter((step) => step !== undefined);
  const windowNs = parseWindow(window);
  if (key === undefined || windowNs === undefined || compiled.length < steps.length) return undefined;
  const refersBack = compiled.some((step) => step.refersBack);
  return { spec: { steps: steps.length, windowNs, order, refersBack }, steps: compiled, key };
}

/** What message and uniqueId may read: every step, and the event that completes the sequence. */
export function wordsOf({ order, steps }: RuleSequence): Pick<EventExpressionOptions, 'eventType' | 'steps'> {
  const last = steps.at(-1);
  return { steps, ...(order !== 'any' && last && { eventType: last.eventType }) };
}

interface StepPlace {
  readonly index: number;
  readonly sequence: RuleSequence;
  readonly compile: Compile;
}

function compileStep(
  { id, eventType, expression: source }: SequenceStep,
  { index, sequence, compile }: StepPlace,
): CompiledStep | undefined {
  // In any order nothing comes before: there is no `steps` then.
  const earlier = sequence.order === 'any' ? {} : { steps: sequence.steps.slice(0, index) };
  const expression = compile(source, `/expressions/sequence/steps/${index}/expression`, {
    result: 'bool',
    eventType,
    ...earlier,
  });
  return expression && { id, eventType, index, expression, refersBack: index > 0 && mentions(source, 'steps') };
}
