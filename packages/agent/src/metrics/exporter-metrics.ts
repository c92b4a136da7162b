import type { ExporterStats } from '../exporters/exporter.ts';
import type { Metric, Sample } from './metric.ts';

type Stats = Readonly<Record<string, ExporterStats>>;

/** What became of alerts on their way out. */
export const exporterMetrics: readonly Metric<Stats>[] = [
  {
    name: 'rulelib_exported_alerts_total',
    type: 'counter',
    help: 'Alerts by exporter and what became of them: sent, lost',
    labels: ['exporter', 'result'],
    read: (stats) =>
      Object.entries(stats).flatMap(([exporter, { sent, lost }]): Sample[] => [
        [sent, exporter, 'sent'],
        [lost, exporter, 'lost'],
      ]),
  },
  {
    name: 'rulelib_rate_limited_total',
    type: 'counter',
    help: 'Alerts that an exporter’s rate limit held back, by exporter and rule',
    labels: ['exporter', 'rule'],
    read: (stats) =>
      Object.entries(stats).flatMap(([exporter, { heldBack }]) =>
        Object.entries(heldBack).map(([rule, count]): Sample => [count, exporter, rule]),
      ),
  },
];
