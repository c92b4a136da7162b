import type { ContainerProfile, RuntimeEvent } from '@rulelibrary/schema';
import type { Alert } from './alert.ts';
import { buildAlert } from './build-alert.ts';
import type { CompiledExpression, CompiledRule } from './compile-rule.ts';
import type { ContextInfo } from './contexts/context-info.ts';
import { type Cooldown, cooldownKey } from './cooldown.ts';
import { copyEvent } from './copy-event.ts';
import type { SuppressionCounter } from './engine-counts.ts';
import type { EngineOptions } from './engine-options.ts';
import type { EvaluationErrors } from './evaluation-errors.ts';
import type { EventScope } from './event-scope.ts';
import { type ApplicableRule, needsProfile } from './event-table.ts';
import { maskEvent } from './masking/mask-event.ts';
import { isAllowedByPolicy } from './rule-policy.ts';
import type { CompleteSequence } from './sequences/complete-sequence.ts';

/** What the evaluation of rules shares from event to event. */
export interface Evaluation {
  readonly scope: EventScope;
  readonly cooldown: Cooldown;
  readonly suppressed: SuppressionCounter;
  readonly errors: EvaluationErrors;
  readonly stages: { evaluated: number; matched: number };
  /** Whether a rule that asks no profile matched the event in hand, cooled down or not. */
  matchedSignature: boolean;
  /** Ids of the rules with a policy whose expressions the event in hand meets. */
  triggered: readonly string[];
  readonly options: EngineOptions;
}

/** The event in hand, and what has been found out about it. */
export interface Occurrence {
  readonly event: RuntimeEvent;
  readonly info: ContextInfo;
  readonly timeMs: number;
  /** Of the event that completes a sequence: that sequence. */
  readonly sequence?: CompleteSequence;
}

/**
 * The steps of one rule on one event: profile dependency, prefilter, policy, expressions, uniqueId, cooldown, message.
 * @returns undefined when there is nothing to say; every reason but "does not match" is counted
 */
export function evaluateRule(rule: ApplicableRule, occurrence: Occurrence, evaluation: Evaluation): Alert | undefined {
  try {
    if (isHeldBack(rule, occurrence.event, evaluation)) {
      if (needsProfile(rule) && lacksProfile(rule, evaluation.scope)) noteTriggered(rule, occurrence, evaluation);
      return undefined;
    }
    evaluation.stages.evaluated += 1;
    return alertOf(rule, occurrence, evaluation);
  } catch (error) {
    return failure(error, { rule, occurrence }, evaluation);
  }
}

/** The steps of a rule that nothing holds back and that is counted as evaluated already: from the expressions on. */
export function evaluateAdmitted(
  rule: ApplicableRule,
  occurrence: Occurrence,
  evaluation: Evaluation,
): Alert | undefined {
  try {
    return alertOf(rule, occurrence, evaluation);
  } catch (error) {
    return failure(error, { rule, occurrence }, evaluation);
  }
}

/** Not of an expression but of what it asked: a source that throws. It must not read as "no match" either. */
function failure(
  error: unknown,
  { rule, occurrence }: { readonly rule: ApplicableRule; readonly occurrence: Occurrence },
  evaluation: Evaluation,
): undefined {
  fail(error, evaluation, { compiled: rule.compiled, timestamp: occurrence.event.timestamp });
  return undefined;
}

function alertOf(rule: ApplicableRule, occurrence: Occurrence, evaluation: Evaluation): Alert | undefined {
  if (!matches(rule, occurrence, evaluation)) return undefined;
  countMatch(rule.compiled, evaluation);
  return raise(rule, occurrence, evaluation);
}

/** Counts a match, and notes that of a signature: what it matched is not learned as normal. */
export function countMatch({ rule }: CompiledRule, evaluation: Evaluation): void {
  evaluation.stages.matched += 1;
  if (rule.spec.profileDependency === 2) evaluation.matchedSignature = true;
  if (rule.spec.supportPolicy) evaluation.triggered = [...evaluation.triggered, rule.spec.id];
}

/**
 * Notes, for whoever learns policies, that the event triggers a rule that waits for its profile: once there is one, that is
 * what the command is known to do.
 */
export function noteTriggered(rule: ApplicableRule, { event }: Occurrence, evaluation: Evaluation): void {
  const { supportPolicy, id } = rule.compiled.rule.spec;
  if (!supportPolicy || evaluation.options.onEvaluated === undefined) return;
  if (rule.prefilter !== undefined && !rule.prefilter(event)) return;
  try {
    if (!rule.expressions.every(({ program }) => program.evaluate(event) === true)) return;
  } catch {
    // It has not been evaluated as a rule: there is nothing to count.
    return;
  }
  evaluation.triggered = [...evaluation.triggered, id];
}

/** Whether there is no completed profile, or none that covers what the rule reads. */
export function lacksProfile({ compiled }: Pick<ApplicableRule, 'compiled'>, scope: EventScope): boolean {
  const profile = scope.completedProfile();
  return profile === undefined || !compiled.isCovered(profile.coverage);
}

/** Whether a gate before the expressions keeps the rule from the event; counted by its reason. */
export function isHeldBack(
  rule: Pick<ApplicableRule, 'compiled' | 'prefilter'>,
  event: RuntimeEvent,
  { scope, suppressed }: Evaluation,
): boolean {
  const { spec } = rule.compiled.rule;
  if (spec.profileDependency === 0 && lacksProfile(rule, scope)) {
    suppressed.add(spec.id, 'profile_missing');
    return true;
  }
  if (rule.prefilter !== undefined && !rule.prefilter(event)) {
    suppressed.add(spec.id, 'prefilter');
    return true;
  }
  if (spec.supportPolicy && isAllowedByPolicy(spec.id, scope.completedProfile(), event.comm)) {
    suppressed.add(spec.id, 'policy');
    return true;
  }
  return false;
}

function matches({ compiled, expressions }: ApplicableRule, { event }: Occurrence, evaluation: Evaluation): boolean {
  for (const expression of expressions) {
    try {
      if (expression.program.evaluate(event) !== true) return false;
    } catch (error) {
      fail(error, evaluation, { compiled, expression, timestamp: event.timestamp });
      return false;
    }
  }
  return true;
}

/** From the match on: uniqueId, cooldown, message, alert. */
export function raise(
  { compiled, severity }: Pick<ApplicableRule, 'compiled' | 'severity'>,
  { event, info, timeMs, sequence }: Occurrence,
  evaluation: Evaluation,
): Alert | undefined {
  const { options, cooldown, suppressed } = evaluation;
  const { spec } = compiled.rule;
  // What matched is an incident, whether or not it can be put into the author's words: an attacker who makes them fail,
  // with an empty argument vector for one, must not go unseen. So the plainest words stand in.
  const textOf = (expression: CompiledExpression, shown: RuntimeEvent, otherwise: string) =>
    evaluateText({ compiled, expression, event: shown, otherwise }, evaluation);
  const uniqueId = textOf(compiled.uniqueId, event, event.comm ?? '');
  const verdict = cooldown.admit(cooldownKey(compiled.key, placeOf(event, info), uniqueId), timeMs);
  if (!verdict.passes) {
    suppressed.add(spec.id, 'cooldown');
    return undefined;
  }
  const copy = copyEvent(event);
  const isMasked = options.masked ?? true;
  const steps = isMasked ? sequence?.mask() : sequence?.steps;
  // Message and uniqueId are worded anew on the masked event: no secret has then to be found again in free text.
  const shown = isMasked ? maskEvent(copy) : copy;
  return buildAlert(spec, shown, {
    message: textOf(compiled.message, shown, spec.name),
    uniqueId: isMasked ? textOf(compiled.uniqueId, shown, event.comm ?? '') : uniqueId,
    severity,
    info,
    steps,
    profile: profileFor(compiled, event, evaluation),
    heldBack: verdict.heldBack,
    nodeName: options.nodeName,
    clusterName: options.clusterName,
    agentVersion: options.agentVersion,
  });
}

/** A source of profiles that fails must not cost an alert that is due. */
function profileFor(
  compiled: CompiledRule,
  { timestamp }: RuntimeEvent,
  evaluation: Evaluation,
): ContainerProfile | undefined {
  try {
    return evaluation.scope.profile();
  } catch (error) {
    fail(error, evaluation, { compiled, timestamp });
    return undefined;
  }
}

interface TextRequest {
  readonly compiled: CompiledRule;
  readonly expression: CompiledExpression;
  readonly event: RuntimeEvent;
  readonly otherwise: string;
}

function evaluateText({ compiled, expression, event, otherwise }: TextRequest, evaluation: Evaluation): string {
  try {
    return String(expression.program.evaluate(event));
  } catch (error) {
    fail(error, evaluation, { compiled, expression, timestamp: event.timestamp });
    return otherwise;
  }
}

/** The container, or else what else tells two places apart; names within a pod where the id is not known. */
function placeOf(
  { containerId, namespace, podName, containerName, hostName }: RuntimeEvent,
  { container }: ContextInfo,
): string {
  const id = containerId || container?.id;
  if (id) return id;
  return podName ? `${namespace}/${podName}/${containerName ?? ''}` : (hostName ?? '');
}

/** Counts an expression, or what it asked, that failed. */
export function fail(
  error: unknown,
  { errors, suppressed }: Evaluation,
  where: Parameters<EvaluationErrors['add']>[1],
): void {
  suppressed.add(where.compiled.rule.spec.id, 'eval_error');
  errors.add(error, where);
}
