import type { EventType, Prefilter } from '@rulelibrary/schema';
import type { CompiledRule } from '../compile-rule.ts';
import type { ApplicableRule } from '../event-table.ts';
import { compilePrefilter, type EventTest } from '../prefilter.ts';
import { Generations } from './generations.ts';

/** What a rule is given in place of its own. */
export interface Overlay {
  readonly severity: number;
  readonly state: Prefilter | undefined;
}

/** A rule with a sequence, as it concerns events of one type. */
export interface ApplicableSequence {
  readonly compiled: CompiledRule;
  readonly severity: number;
  readonly prefilter: EventTest | undefined;
}

/** A rule as a workload has it: with the severity and the state that a binding or the policy gives it. */
export interface EffectiveRule extends Overlay {
  /** No other has it. */
  readonly serial: number;
  readonly compiled: CompiledRule;
  /** As it concerns events of the type, if it does; always the same object, by which tables are recognised. */
  applicableTo(type: EventType): ApplicableRule | undefined;
  /** The same of a rule that fires on several events. */
  sequenceFor(type: EventType): ApplicableSequence | undefined;
}

/** Effective rules: one object for the same rule, severity and state. */
export interface EffectiveRules {
  of(compiled: CompiledRule, overlay: Overlay): EffectiveRule;
  /** What is not asked for until the next call is forgotten with it. */
  age(): void;
}

/** Of the rules of a node, each in all the forms that its bindings give it. */
const maximum = 20_000;

export function createEffectiveRules(): EffectiveRules {
  const kept = new Generations<EffectiveRule>(maximum);
  let serial = 0;
  return {
    of: (compiled, overlay) =>
      kept.get(`${compiled.key} ${overlay.severity} ${JSON.stringify(overlay.state ?? {})}`, () => {
        serial += 1;
        return createEffectiveRule(compiled, overlay, serial);
      }),
    age: () => kept.age(),
  };
}

function createEffectiveRule(compiled: CompiledRule, { severity, state }: Overlay, serial: number): EffectiveRule {
  const prefilterFor = (type: EventType) => state && compilePrefilter(state, type);
  const applicable = new Map(
    [...compiled.conditions].map(([type, conditions]) => {
      return [type, { ...conditions, compiled, severity, prefilter: prefilterFor(type) }] as const;
    }),
  );
  const types = new Set(compiled.sequence?.steps.map(({ eventType }) => eventType));
  const sequences = new Map(
    [...types].map((type) => [type, { compiled, severity, prefilter: prefilterFor(type) }] as const),
  );
  return {
    serial,
    compiled,
    severity,
    state,
    applicableTo: (type) => applicable.get(type),
    sequenceFor: (type) => sequences.get(type),
  };
}
