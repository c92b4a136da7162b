import type { EngineCounts } from '@rulelibrary/engine';
import { byKey, type Metric, type Sample, single } from './metric.ts';

/** What became of events in the engine. */
export const engineMetrics: readonly Metric<EngineCounts>[] = [
  byKey('rulelib_events_total', {
    help: 'Events by what became of them before rules were asked: received is all of them',
    label: 'stage',
    values: ({ received, failedCalls, deduplicated, held, outOfContext, noRules }) => ({
      received,
      failed_calls: failedCalls,
      deduplicated,
      held,
      out_of_context: outOfContext,
      no_rules: noRules,
    }),
  }),
  single('counter', 'rulelib_rule_evaluations_total', {
    help: 'How often the expressions of a rule were evaluated',
    value: ({ evaluated }) => evaluated,
  }),
  single('counter', 'rulelib_rule_matches_total', {
    help: 'How often all expressions of a rule held',
    value: ({ matched }) => matched,
  }),
  single('counter', 'rulelib_alerts_total', { help: 'Alerts raised', value: ({ alerts }) => alerts }),
  {
    name: 'rulelib_suppressed_total',
    type: 'counter',
    help: 'Alerts that a rule did not raise, by rule and reason',
    labels: ['rule', 'reason'],
    read: ({ suppressed }) =>
      Object.entries(suppressed).flatMap(([rule, reasons]) =>
        Object.entries(reasons).map(([reason, count]): Sample => [count, rule, reason]),
      ),
  },
  {
    name: 'rulelib_rules',
    type: 'gauge',
    help: 'Rules by state: active, disabled, other_version, overridden, rejected',
    labels: ['state'],
    read: ({ rules }) =>
      Object.entries(rules).map(([state, count]): Sample => [count, state.replaceAll(/[A-Z]/g, '_$&').toLowerCase()]),
  },
  single('gauge', 'rulelib_sequences_held', {
    help: 'Events that begun sequences hold',
    value: ({ sequences }) => sequences.held,
  }),
];
