import type { EventType } from '@rulelibrary/schema';
import type { SequenceBudget, SequenceLimits, TrackerCounts } from '@rulelibrary/schema/correlate';
import type { Alert } from '../alert.ts';
import type { CompiledRule } from '../compile-rule.ts';
import { admitsContext } from '../context-tags.ts';
import { type Evaluation, fail, isHeldBack, type Occurrence, raise } from '../evaluate-rule.ts';
import { compilePrefilter, type EventTest } from '../prefilter.ts';
import type { SourceContext } from '../source-context.ts';
import type { CompiledSequence } from './compile-sequence.ts';
import { enterSequence } from './complete-sequence.ts';
import { createSequenceRun, type SequenceRun } from './create-sequence-run.ts';
import type { StepScope } from './step-scope.ts';

/** A rule with a sequence, as it concerns events of one type. */
export interface SequenceRule {
  readonly compiled: CompiledRule;
  readonly run: SequenceRun;
  readonly prefilter: EventTest | undefined;
}

/** The rules of an engine that fire on several events. */
export interface Sequences {
  rulesFor(eventType: EventType, context: SourceContext): readonly SequenceRule[];
  /** The alerts of the sequences that the event completes. */
  process(rules: readonly SequenceRule[], occurrence: Occurrence): readonly Alert[];
  /** Forgets what nothing has been heard of for long. */
  advance(nowMs: number): void;
  counts(): TrackerCounts;
}

export interface SequencesParts {
  readonly evaluation: Evaluation;
  readonly stepScope: StepScope;
}

/** An event is a few hundred bytes to some kilobytes: less is held than a tracker of smaller things would. */
const engineLimits: Partial<SequenceLimits> = { keys: 10_000, perKey: 256, total: 20_000 };

/** How often, by the events' own time, that which is long over is looked for. */
const sweepMs = 60_000;

const none: readonly SequenceRule[] = Object.freeze([]);

/** @param rules all of an engine; those without a sequence are passed over */
export function createSequences(rules: readonly CompiledRule[], { evaluation, stepScope }: SequencesParts): Sequences {
  const budget: SequenceBudget = { held: 0 };
  const limits = { ...engineLimits, ...evaluation.options.sequenceLimits };
  const running = rules.flatMap((compiled) => {
    const { sequence } = compiled;
    return sequence === undefined ? [] : [{ compiled, sequence, run: runOf(compiled, sequence) }];
  });
  const byType = tableOf(running);
  let sweptMs = 0;

  function runOf(compiled: CompiledRule, sequence: CompiledSequence): SequenceRun {
    return createSequenceRun({ compiled, sequence, evaluation, stepScope, limits, budget });
  }

  const advance = (nowMs: number) => {
    sweptMs = nowMs;
    const nowNs = BigInt(Math.round(nowMs)) * 1_000_000n;
    for (const { run } of running) run.tracker.advance(nowNs);
  };

  return {
    rulesFor: (eventType, context) => byType.get(eventType)?.[context] ?? none,
    process(sequenceRules, occurrence) {
      if (Math.abs(occurrence.timeMs - sweptMs) >= sweepMs) advance(occurrence.timeMs);
      return sequenceRules.flatMap((rule) => evaluateSequence(rule, occurrence, { evaluation, stepScope }) ?? []);
    },
    advance,
    counts: () => sumOf(running.map(({ run }) => run.tracker.counts())),
  };
}

function evaluateSequence(
  { compiled, run, prefilter }: SequenceRule,
  occurrence: Occurrence,
  { evaluation, stepScope }: SequencesParts,
): Alert | undefined {
  try {
    // What holds a rule back from an event keeps the event from filling a step.
    if (isHeldBack({ compiled, prefilter }, occurrence.event, evaluation)) return undefined;
    evaluation.stages.evaluated += 1;
    const steps = run.take(occurrence);
    if (steps === undefined) return undefined;
    evaluation.stages.matched += 1;
    return raise(compiled, { ...occurrence, sequence: enterSequence(steps, stepScope) }, evaluation);
  } catch (error) {
    fail(error, evaluation, { compiled, timestamp: occurrence.event.timestamp });
    return undefined;
  } finally {
    stepScope.leave();
  }
}

type ByContext = Readonly<Record<SourceContext, readonly SequenceRule[]>>;

function tableOf(
  running: readonly { compiled: CompiledRule; sequence: CompiledSequence; run: SequenceRun }[],
): ReadonlyMap<EventType, ByContext> {
  const types = new Set(running.flatMap(({ sequence }) => sequence.steps.map(({ eventType }) => eventType)));
  const ofType = (type: EventType, context: SourceContext) =>
    running
      .filter(({ sequence }) => sequence.steps.some(({ eventType }) => eventType === type))
      .filter(({ compiled }) => admitsContext(compiled.rule.spec.tags ?? [], context))
      .map(({ compiled, run }): SequenceRule => {
        const { state } = compiled.rule.spec;
        return { compiled, run, prefilter: state && compilePrefilter(state, type) };
      });
  return new Map(
    [...types].map((type) => [
      type,
      {
        kubernetes: ofType(type, 'kubernetes'),
        host: ofType(type, 'host'),
        standalone: ofType(type, 'standalone'),
      },
    ]),
  );
}

function sumOf(all: readonly TrackerCounts[]): TrackerCounts {
  const sum = (of: (counts: TrackerCounts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  return {
    keys: sum(({ keys }) => keys),
    held: sum(({ held }) => held),
    evicted: sum(({ evicted }) => evicted),
    expired: sum(({ expired }) => expired),
    suppressed: sum(({ suppressed }) => suppressed),
  };
}
