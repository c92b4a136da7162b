import type { Prefilter, Problem, Rule, RuntimeEvent } from '@rulelibrary/schema';
import type { Alert } from './alert.ts';
import type { ContextInfo } from './contexts/context-info.ts';
import { createRecordedContexts } from './contexts/recorded-contexts.ts';
import { createCooldown } from './cooldown.ts';
import { createDedup } from './dedup.ts';
import { createStageCounts, createSuppressionCounter, type EngineCounts } from './engine-counts.ts';
import type { EngineOptions, EvaluationOutcome } from './engine-options.ts';
import type { Evaluation } from './evaluate-rule.ts';
import { evaluateTable } from './evaluate-table.ts';
import { createEvaluationErrors, type EvaluationError } from './evaluation-errors.ts';
import { createEventScope } from './event-scope.ts';
import { eventTimeMs } from './event-time.ts';
import { derivePushDown } from './push-down/derive-push-down.ts';
import { createMayRun } from './push-down/may-run.ts';
import type { PushDown, PushDownOptions } from './push-down/push-down.ts';
import { createRuleEnvironment } from './rule-environment.ts';
import { createRuleSets } from './rule-set/create-rule-sets.ts';
import type { UpdateReport } from './rule-set/update-report.ts';
import type { RuleSetParts } from './rule-set.ts';
import { createSequences } from './sequences/create-sequences.ts';
import { createStepScope } from './sequences/step-scope.ts';
import { sourceContexts } from './source-context.ts';

/** Events in, alerts out. It has no clock but the events' own time, and asks no one but the sources it was given. */
export interface Engine {
  /** The alerts that the event raises. The event is read during the call only. */
  process(event: RuntimeEvent): readonly Alert[];
  /**
   * The second half of the way, for an event that was held until its container was known: it was deduplicated before.
   * @param timeMs when it happened, milliseconds since the epoch
   */
  evaluate(event: RuntimeEvent, info: ContextInfo, timeMs: number): readonly Alert[];
  /** Time passes without events: what has run out is forgotten. @param nowMs milliseconds since the epoch */
  advance(nowMs: number): readonly Alert[];
  /**
   * Other rules, bindings or policy from the next event on; what is not given stays as it is. An event sees the old or the new,
   * never a mixture. Rules that say the same as before keep their compiled code, cooldown, counters and begun sequences; one
   * that changed, or comes back, begins anew.
   */
  update(changes: EngineUpdate): UpdateReport;
  /** What became of the rules, bindings and policy that are in use. */
  report(): UpdateReport;
  /** Rules that run somewhere, each with every state that it may have in some workload. */
  activeRules(): readonly ActiveRule[];
  /** What the kernel can decide of the rules as they are now: to be asked again when they change. */
  pushDown(options?: Pick<PushDownOptions, 'contexts' | 'learning'>): PushDown;
  /** The rule of the id, if it runs somewhere. */
  ruleOf(id: string): Rule | undefined;
  /** Rules that were rejected, with file, line and column, all others run; and what is wrong with bindings and policy. */
  readonly problems: readonly Problem[];
  counts(): EngineCounts;
  /** The last evaluation error of each rule that had one. */
  evaluationErrors(): readonly EvaluationError[];
}

/** What changes; to take all bindings away is an empty list, after which no pod has a rule. */
export type EngineUpdate = Partial<RuleSetParts>;

/** A rule that runs somewhere. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Its own, and as policy and bindings change it. */
  readonly states: readonly (Prefilter | undefined)[];
}

const defaultCooldownMs = 3_600_000;
const defaultCooldownKeys = 20_000;
const none: readonly never[] = Object.freeze([]);
const outcomes: readonly [EvaluationOutcome, EvaluationOutcome] = [
  Object.freeze({ matchedSignature: false, triggered: none }),
  Object.freeze({ matchedSignature: true, triggered: none }),
];

/**
 * An engine for the rules. Rules that do not compile are in `problems`, not thrown.
 * @throws Error `Expected a version, got "…"` for an agentVersion that is none
 */
export function createEngine(options: EngineOptions): Engine {
  const { contexts = sourceContexts, cooldownMs = defaultCooldownMs, cooldownKeys = defaultCooldownKeys } = options;
  const {
    contextOf = createRecordedContexts(options.ownContexts, options.kubernetes),
    isWatched = () => true,
    onEvaluated,
  } = options;
  const scope = createEventScope(options.profiles);
  const stepScope = createStepScope();
  const environment = createRuleEnvironment(scope, options, stepScope);
  const ruleSets = createRuleSets(environment, options);
  let parts: RuleSetParts = options;
  let ruleSet = ruleSets.build(parts);
  const watched = new Set(contexts);
  const dedup = createDedup();
  const cooldown = createCooldown({ windowMs: cooldownMs, maxKeys: cooldownKeys });
  const stages = createStageCounts();
  const suppressed = createSuppressionCounter();
  const errors = createEvaluationErrors();
  const evaluation: Evaluation = {
    scope,
    cooldown,
    suppressed,
    errors,
    stages,
    options,
    matchedSignature: false,
    triggered: none,
  };
  const sequences = createSequences(ruleSet.rules, { evaluation, stepScope });
  let latestMs = 0;

  const timeOf = (event: RuntimeEvent): number => {
    const timeMs = eventTimeMs(event);
    // An event without a readable time happened, as far as we know, now.
    if (Number.isFinite(timeMs)) latestMs = timeMs;
    return latestMs;
  };

  const evaluateRules = (event: RuntimeEvent, info: ContextInfo, timeMs: number): readonly Alert[] => {
    const selection = ruleSet.selectionFor(info);
    const table = selection.tableFor(event.eventType);
    const sequenceRules = selection.sequencesFor(event.eventType);
    if (table === undefined && sequenceRules.length === 0) {
      stages.noRules += 1;
      return none;
    }
    scope.enter(event, info);
    const occurrence = { event, info, timeMs };
    let alerts = table === undefined ? none : evaluateTable(table, occurrence, evaluation);
    if (sequenceRules.length > 0) {
      const ofSequences = sequences.process(sequenceRules, occurrence);
      if (ofSequences.length > 0) alerts = [...alerts, ...ofSequences];
    }
    scope.leave();
    stages.alerts += alerts.length;
    return alerts;
  };

  const evaluate = (event: RuntimeEvent, info: ContextInfo, timeMs: number): readonly Alert[] => {
    if (!watched.has(info.context) || !isWatched(info)) {
      stages.outOfContext += 1;
      return none;
    }
    evaluation.matchedSignature = false;
    evaluation.triggered = none;
    const alerts = evaluateRules(event, info, timeMs);
    // After the rules: what an event shows is not normal yet when it is judged.
    const { matchedSignature, triggered } = evaluation;
    const plain = outcomes[matchedSignature ? 1 : 0];
    onEvaluated?.(event, info, triggered.length === 0 ? plain : { matchedSignature, triggered });
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
      const info = contextOf(event);
      if (info !== undefined) return evaluate(event, info, timeMs);
      stages.held += 1;
      return none;
    },
    evaluate,
    advance(nowMs) {
      cooldown.advance(nowMs);
      sequences.advance(nowMs);
      return none;
    },
    update(changes) {
      const { rules, bindings, policy } = parts;
      const next = { rules, bindings, policy, ...withoutUndefined(changes) };
      ruleSet = ruleSets.build(next);
      parts = next;
      sequences.update(ruleSet.rules);
      errors.retain(ruleSet.rules);
      return ruleSet.report;
    },
    report: () => ruleSet.report,
    activeRules: () => ruleSet.rules.map((compiled) => ({ rule: compiled.rule, states: ruleSet.statesOf(compiled) })),
    pushDown: (asked) => {
      const { includeDisabled = false } = options;
      const mayRun = createMayRun(ruleSet.rules, { policy: parts.policy, includeDisabled });
      return derivePushDown(ruleSet.rules, { contexts, statesOf: ruleSet.statesOf, mayRun, ...asked });
    },
    ruleOf: (id) => ruleSet.ruleOf(id),
    get problems() {
      return ruleSet.problems;
    },
    counts: () => ({
      ...stages,
      suppressed: suppressed.byRule(),
      rules: ruleSet.counts,
      sequences: sequences.counts(),
    }),
    evaluationErrors: () => errors.latest(),
  };
}

function withoutUndefined(changes: EngineUpdate): EngineUpdate {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A failed open or link changed nothing and gave nobody anything; a failed attempt at anything else is one all the same. */
function hasNotHappened({ eventType, error }: RuntimeEvent): boolean {
  return Boolean(error) && (eventType === 'open' || eventType === 'symlink' || eventType === 'hardlink');
}
