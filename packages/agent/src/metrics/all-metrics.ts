import { bindingMetrics } from './binding-metrics.ts';
import { clusterMetrics } from './cluster-metrics.ts';
import { engineMetrics } from './engine-metrics.ts';
import { exporterMetrics } from './exporter-metrics.ts';
import { learnerMetrics, profileMetrics } from './learner-metrics.ts';
import type { Metric } from './metric.ts';
import { nodeMetrics } from './node-metrics.ts';
import { operatorMetrics } from './operator-metrics.ts';

/** Every metric of agent and operator, in the order of the documentation. */
export const allMetrics: readonly Omit<Metric<never>, 'read'>[] = [
  ...nodeMetrics,
  ...engineMetrics,
  ...bindingMetrics,
  ...learnerMetrics,
  ...profileMetrics,
  ...exporterMetrics,
  ...clusterMetrics,
  ...operatorMetrics,
];
