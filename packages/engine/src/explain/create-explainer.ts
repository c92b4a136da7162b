import type { Problem, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { admitsContext } from '../context-tags.ts';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import { createEventScope, type EventScope } from '../event-scope.ts';
import type { SequenceObservation } from '../sequences/sequence-observation.ts';
import { contextOf } from '../source-context.ts';
import { createTrace } from './create-trace.ts';
import type { ExplainedSequence, Explanation } from './explanation.ts';
import { verdictOf } from './verdict-of.ts';

/** Says of one event after the other what a rule makes of it. */
export interface Explainer {
  /** What is wrong with the rule; it then explains nothing. */
  readonly problems: readonly Problem[];
  /** Events come in their order: deduplication and cooldown remember those before. */
  explain(event: RuntimeEvent): Explanation;
}

/**
 * An explainer of one rule. The verdict is the real engine's, read from what it counts, so that the two cannot disagree;
 * the expressions are traced beside it, whatever the verdict.
 *
 * @throws Error `Expected a version, got "…"` for an agentVersion that is none
 */
export function createExplainer(rule: Rule, options: Omit<EngineOptions, 'rules'>): Explainer {
  const observed: SequenceObservation[] = [];
  const onSequence = (one: SequenceObservation) => observed.push(one);
  const engine = createEngine({ ...options, onSequence, rules: [rule], includeDisabled: true });
  // Bindings and policy name other rules too, which are not unknown.
  const problems = engine.problems.filter(({ code }) => code !== 'unknown-rule');
  const scope = createEventScope(options.profiles);
  const trace = problems.length > 0 ? () => [] : createTrace(rule, scope, options);
  const isDisabled = !rule.spec.enabled && options.includeDisabled !== true;
  return {
    problems,
    explain(event) {
      const before = engine.counts();
      const [alert] = engine.process(event);
      const seen = observed.pop();
      const verdict = verdictOf({
        before,
        after: engine.counts(),
        rule,
        event,
        isBindable: isBindable(rule, event, options),
        fills: seen?.fills ?? [],
      });
      scope.enter(event);
      const profile = profileStatus(scope);
      const expressions = trace(event, seen?.before ?? []);
      scope.leave();
      return {
        verdict: isDisabled ? 'disabled' : verdict,
        ...(isDisabled && { otherwise: verdict }),
        context: contextOf(event),
        ...(profile !== undefined && { profile }),
        expressions,
        ...(seen !== undefined && { sequence: explainedSequence(rule, seen) }),
        ...(alert !== undefined && !isDisabled && { alert }),
      };
    },
  };
}

function isBindable({ spec }: Rule, event: RuntimeEvent, { bindings }: Omit<EngineOptions, 'rules'>): boolean {
  const context = contextOf(event);
  return (
    bindings !== undefined && context === 'kubernetes' && admitsContext(spec.tags ?? [], { context, ownContexts: [] })
  );
}

function explainedSequence({ spec }: Rule, { key, fills, after }: SequenceObservation): ExplainedSequence {
  const ids = spec.expressions.sequence?.steps.map(({ id }) => id) ?? [];
  const missing = ids.filter((id) => !after.some(({ step }) => step === id));
  return { ...(key !== undefined && { key }), fills, filled: after, missing };
}

/** A source of profiles that fails is the engine's to report: the verdict then is eval_error. */
function profileStatus(scope: EventScope) {
  try {
    return scope.profile()?.status;
  } catch {
    return undefined;
  }
}
