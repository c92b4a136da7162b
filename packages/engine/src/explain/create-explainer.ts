import { decidingSteps } from '@rulelibrary/cel';
import type { Problem, Rule, RuntimeEvent } from '@rulelibrary/schema';
import { createEngine } from '../engine.ts';
import type { EngineOptions } from '../engine-options.ts';
import { createEventScope, type EventScope } from '../event-scope.ts';
import { createRuleEnvironment } from '../rule-environment.ts';
import { contextOf } from '../source-context.ts';
import type { Explanation, TracedExpression } from './explanation.ts';
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
  const engine = createEngine({ ...options, rules: [rule], includeDisabled: true });
  const scope = createEventScope(options.profiles);
  const trace = engine.problems.length > 0 ? () => [] : createTrace(rule, scope, options);
  const isDisabled = !rule.spec.enabled && options.includeDisabled !== true;
  return {
    problems: engine.problems,
    explain(event) {
      const before = engine.counts();
      const [alert] = engine.process(event);
      const verdict = verdictOf({ before, after: engine.counts(), rule, event });
      scope.enter(event);
      const profile = profileStatus(scope);
      const expressions = trace(event);
      scope.leave();
      return {
        verdict: isDisabled ? 'disabled' : verdict,
        ...(isDisabled && { otherwise: verdict }),
        context: contextOf(event),
        ...(profile !== undefined && { profile }),
        expressions,
        ...(alert !== undefined && !isDisabled && { alert }),
      };
    },
  };
}

type Trace = (event: RuntimeEvent) => readonly TracedExpression[];

function createTrace(rule: Rule, scope: EventScope, options: Omit<EngineOptions, 'rules'>): Trace {
  const environment = createRuleEnvironment(scope, options);
  const tracers = rule.spec.expressions.ruleExpression.map(({ eventType, expression }, index) => ({
    eventType,
    pointer: `/expressions/ruleExpression/${index}/expression`,
    trace: environment.compileTracer(expression),
  }));
  return (event) =>
    tracers
      .filter(({ eventType }) => eventType === event.eventType)
      .map(({ pointer, trace }) => {
        const step = trace(event);
        return { pointer, place: rule.placeInText(pointer, step.start), step, deciding: decidingSteps(step) };
      });
}

/** A source of profiles that fails is the engine's to report: the verdict then is eval_error. */
function profileStatus(scope: EventScope) {
  try {
    return scope.profile()?.status;
  } catch {
    return undefined;
  }
}
