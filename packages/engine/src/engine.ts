import type { Problem, RuntimeEvent } from '@rulelibrary/schema';
import type { Alert } from './alert.ts';
import { createCooldown } from './cooldown.ts';
import { createDedup } from './dedup.ts';
import { createStageCounts, createSuppressionCounter, type EngineCounts } from './engine-counts.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Evaluation } from './evaluate-rule.ts';
import { evaluateTable } from './evaluate-table.ts';
import { createEvaluationErrors, type EvaluationError } from './evaluation-errors.ts';
import { createEventScope } from './event-scope.ts';
import { eventTimeMs } from './event-time.ts';
import { createRuleEnvironment } from './rule-environment.ts';
import { createRuleSet } from './rule-set.ts';
import { createSequences } from './sequences/create-sequences.ts';
import { createStepScope } from './sequences/step-scope.ts';
import { contextOf, type SourceContext, sourceContexts } from './source-context.ts';

/** Events in, alerts out. It has no clock but the events' own time, and asks no one but the sources it was given. */
export interface Engine {
  /** The alerts that the event raises. The event is read during the call only. */
  process(event: RuntimeEvent): readonly Alert[];
  /** Time passes without events: what has run out is forgotten. @param nowMs milliseconds since the epoch */
  advance(nowMs: number): readonly Alert[];
  /** Rules that were rejected, with file, line and column; all others run. */
  readonly problems: readonly Problem[];
  counts(): EngineCounts;
  /** The last evaluation error of each rule that had one. */
  evaluationErrors(): readonly EvaluationError[];
}

const defaultCooldownMs = 3_600_000;
const defaultCooldownKeys = 20_000;
const none: readonly Alert[] = Object.freeze([]);

/**
 * An engine for the rules. Rules that do not compile are in `problems`, not thrown.
 * @throws Error `Expected a version, got "…"` for an agentVersion that is none
 */
export function createEngine(options: EngineOptions): Engine {
  const { contexts = sourceContexts, cooldownMs = defaultCooldownMs, cooldownKeys = defaultCooldownKeys } = options;
  const scope = createEventScope(options.profiles);
  const stepScope = createStepScope();
  const environment = createRuleEnvironment(scope, options, stepScope);
  const ruleSet = createRuleSet(options.rules, environment, options);
  const watched = new Set(contexts);
  const dedup = createDedup();
  const cooldown = createCooldown({ windowMs: cooldownMs, maxKeys: cooldownKeys });
  const stages = createStageCounts();
  const suppressed = createSuppressionCounter();
  const errors = createEvaluationErrors();
  const evaluation: Evaluation = { scope, cooldown, suppressed, errors, stages, options };
  const sequences = createSequences(ruleSet.rules, { evaluation, stepScope });
  let latestMs = 0;

  const timeOf = (event: RuntimeEvent): number => {
    const timeMs = eventTimeMs(event);
    // An event without a readable time happened, as far as we know, now.
    if (Number.isFinite(timeMs)) latestMs = timeMs;
    return latestMs;
  };

  /** The second half of the way, for an event whose context is known: events held for their container enter here. */
  const evaluate = (event: RuntimeEvent, context: SourceContext, timeMs: number): readonly Alert[] => {
    if (!watched.has(context)) {
      stages.outOfContext += 1;
      return none;
    }
    const table = ruleSet.tableFor(event.eventType, context);
    const sequenceRules = sequences.rulesFor(event.eventType, context);
    if (table === undefined && sequenceRules.length === 0) {
      stages.noRules += 1;
      return none;
    }
    scope.enter(event);
    const occurrence = { event, context, timeMs };
    let alerts = table === undefined ? none : evaluateTable(table, occurrence, evaluation);
    if (sequenceRules.length > 0) alerts = [...alerts, ...sequences.process(sequenceRules, occurrence)];
    scope.leave();
    stages.alerts += alerts.length;
    return alerts;
  };

  return {
    process(event) {
      stages.received += 1;
      if (hasNotHappened(event)) {
        stages.failedCalls += 1;
        return none;
      }
      const timeMs = timeOf(event);
      if (dedup.isRepetition(event, timeMs)) {
        stages.deduplicated += 1;
        return none;
      }
      return evaluate(event, contextOf(event), timeMs);
    },
    advance(nowMs) {
      cooldown.advance(nowMs);
      sequences.advance(nowMs);
      return none;
    },
    problems: ruleSet.problems,
    counts: () => ({
      ...stages,
      suppressed: suppressed.byRule(),
      rules: ruleSet.counts,
      sequences: sequences.counts(),
    }),
    evaluationErrors: () => errors.latest(),
  };
}

/** A failed open or link changed nothing and gave nobody anything; a failed attempt at anything else is one all the same. */
function hasNotHappened({ eventType, error }: RuntimeEvent): boolean {
  return Boolean(error) && (eventType === 'open' || eventType === 'symlink' || eventType === 'hardlink');
}
