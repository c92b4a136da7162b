import type { SequenceBudget, SequenceLimits, TrackerCounts } from '@rulelibrary/schema/correlate';
import type { Alert } from '../alert.ts';
import type { CompiledRule } from '../compile-rule.ts';
import { countMatch, type Evaluation, fail, isHeldBack, type Occurrence, raise } from '../evaluate-rule.ts';
import type { ApplicableSequence } from '../rule-set/effective-rule.ts';
import type { CompiledSequence } from './compile-sequence.ts';
import { enterSequence } from './complete-sequence.ts';
import { createSequenceRun, type SequenceRun } from './create-sequence-run.ts';
import type { StepScope } from './step-scope.ts';

/** The rules of an engine that fire on several events. */
export interface Sequences {
  /** The alerts of the sequences that the event completes. */
  process(rules: readonly ApplicableSequence[], occurrence: Occurrence): readonly Alert[];
  /** Other rules from now on; what the rules that stay have begun goes on. */
  update(rules: readonly CompiledRule[]): void;
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

const none: readonly Alert[] = Object.freeze([]);
const nothing: TrackerCounts = Object.freeze({ keys: 0, held: 0, evicted: 0, expired: 0, suppressed: 0 });

/** @param rules all of an engine; those without a sequence are passed over */
export function createSequences(rules: readonly CompiledRule[], parts: SequencesParts): Sequences {
  const { evaluation, stepScope } = parts;
  const budget: SequenceBudget = { held: 0 };
  const limits = { ...engineLimits, ...evaluation.options.sequenceLimits };
  let runs = runsOf(rules, new Map());
  // What rules counted that are no longer there: counts never go down.
  let past = nothing;
  let sweptMs = 0;

  function runsOf(wanted: readonly CompiledRule[], known: ReadonlyMap<CompiledRule, SequenceRun>) {
    return new Map(
      wanted.flatMap((compiled) => {
        const { sequence } = compiled;
        return sequence ? [[compiled, known.get(compiled) ?? runOf(compiled, sequence)] as const] : [];
      }),
    );
  }
  function runOf(compiled: CompiledRule, sequence: CompiledSequence): SequenceRun {
    return createSequenceRun({ compiled, sequence, evaluation, stepScope, limits, budget });
  }

  const advance = (nowMs: number) => {
    sweptMs = nowMs;
    const nowNs = BigInt(Math.round(nowMs)) * 1_000_000n;
    for (const run of runs.values()) run.tracker.advance(nowNs);
  };

  return {
    process(sequences, occurrence) {
      if (Math.abs(occurrence.timeMs - sweptMs) >= sweepMs) advance(occurrence.timeMs);
      let alerts = none;
      for (const sequence of sequences) {
        const run = runs.get(sequence.compiled);
        const alert = run && evaluateSequence(sequence, { run, occurrence }, parts);
        if (alert !== undefined) alerts = [...alerts, alert];
      }
      return alerts;
    },
    update(wanted) {
      const next = runsOf(wanted, runs);
      const ended = [...runs].filter(([compiled]) => !next.has(compiled)).map(([, run]) => run.tracker.counts());
      budget.held -= sumOf(ended).held;
      past = { ...sumOf([past, ...ended]), keys: 0, held: 0 };
      runs = next;
    },
    advance,
    counts: () => sumOf([past, ...[...runs.values()].map(({ tracker }) => tracker.counts())]),
  };
}

function evaluateSequence(
  { compiled, severity, prefilter }: ApplicableSequence,
  { run, occurrence }: { readonly run: SequenceRun; readonly occurrence: Occurrence },
  { evaluation, stepScope }: SequencesParts,
): Alert | undefined {
  try {
    // What holds a rule back from an event keeps the event from filling a step.
    if (isHeldBack({ compiled, prefilter }, occurrence.event, evaluation)) return undefined;
    evaluation.stages.evaluated += 1;
    const steps = run.take(occurrence);
    if (steps === undefined) return undefined;
    countMatch(compiled, evaluation);
    return raise({ compiled, severity }, { ...occurrence, sequence: enterSequence(steps, stepScope) }, evaluation);
  } catch (error) {
    fail(error, evaluation, { compiled, timestamp: occurrence.event.timestamp });
    return undefined;
  } finally {
    stepScope.leave();
  }
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
