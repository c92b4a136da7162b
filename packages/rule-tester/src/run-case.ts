import { type Alert, createEngine, type Engine, type SuppressionReason } from '@rulelibrary/engine';
import { formatProblem, parseEventLine, type Rule } from '@rulelibrary/schema';
import { caseEvent } from './case-event.ts';
import { caseFault } from './case-fault.ts';
import { clusterSource } from './cluster-source.ts';
import { defaultContext } from './default-context.ts';
import { eventsOfCase } from './events-of-case.ts';
import type { FiringCase, QuietCase } from './rule-cases.ts';

/** Why a rule raised nothing: its expression said no, or it was not asked. */
export type Silence = 'no_match' | 'no_rules' | 'failed_call' | SuppressionReason;

/** What became of a case: what its event raised, or why the case is no question that the rule could answer. */
export type CaseResult =
  | { readonly fault: string }
  | { readonly alerts: readonly Alert[]; readonly silence?: Silence; readonly error?: string };

/** Runs one case through an engine of its own that holds the one rule, switched on. */
export function runCase(rule: Rule, kind: 'fires' | 'staysQuiet', ruleCase: QuietCase | FiringCase): CaseResult {
  try {
    const fault = caseFault(rule, kind, ruleCase);
    if (fault !== undefined) return { fault };
    return process(rule, ruleCase);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws EventError for a value of the wrong type: the event takes the way of a recorded one, which has no TypeScript */
function process(rule: Rule, ruleCase: QuietCase): CaseResult {
  const { profile, context, cluster } = ruleCase;
  const completed =
    profile === undefined || profile === 'none' ? undefined : ({ ...profile, status: 'completed' } as const);
  const events = eventsOfCase(ruleCase).map((event) =>
    caseEvent(event, context ?? defaultContext(rule.spec.tags ?? [])),
  );
  const [first] = events;
  const engine = createEngine({
    rules: [rule],
    includeDisabled: true,
    // Only of the container of the (first) event: a helper that is asked with another id finds nothing.
    profiles: { profileOf: ({ containerId }) => (containerId === first?.containerId ? completed : undefined) },
    kubernetes: cluster && first && clusterSource(cluster, first),
  });
  if (engine.problems.length > 0) return { fault: engine.problems.map(formatProblem).join('\n') };
  const alerts = events.flatMap((event) => engine.process(parseEventLine(JSON.stringify(event))));
  const silence = alerts.length === 0 ? { silence: silenceOf(engine, rule) } : {};
  const [error] = engine.evaluationErrors();
  const errors = error === undefined ? {} : { error: `${error.file}:${error.line}:${error.column}: ${error.message}` };
  return { alerts, ...silence, ...errors };
}

function silenceOf(engine: Engine, rule: Rule): Silence {
  const counts = engine.counts();
  if (counts.failedCalls > 0) return 'failed_call';
  if (counts.noRules > 0) return 'no_rules';
  const [reason] = Object.keys(counts.suppressed[rule.spec.id] ?? {}) as SuppressionReason[];
  return reason ?? 'no_match';
}
