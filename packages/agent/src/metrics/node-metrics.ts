import type { NodeStats } from '@rulelibrary/engine/node';
import { byKey, type Metric, type Sample, single } from './metric.ts';

/** What the kernel, the discovery of containers and their contexts count. */
export const nodeMetrics: readonly Metric<NodeStats>[] = [
  {
    name: 'rulelib_kernel_events_total',
    type: 'counter',
    help: 'Events in the kernel and on their way out, by type and stage: seen is filtered, sent and lost together',
    labels: ['type', 'stage'],
    read: ({ collector }) =>
      Object.entries(collector.types).flatMap(([type, { seen, filtered, sent, delivered, cut }]) =>
        Object.entries({ seen, filtered, sent, delivered, cut }).map(([stage, count]): Sample => [count, type, stage]),
      ),
  },
  {
    name: 'rulelib_lost_events_total',
    type: 'counter',
    help: 'Events that were lost, by type and reason: ring_full, no_scratch',
    labels: ['type', 'reason'],
    read: ({ collector }) =>
      Object.entries(collector.types).flatMap(([type, { lost }]) =>
        Object.entries(lost).map(([reason, count]): Sample => [count, type, reason]),
      ),
  },
  byKey('rulelib_malformed_total', {
    help: 'Payloads that began as what they were not, by protocol',
    label: 'protocol',
    values: ({ collector }) => ({ ...collector.malformed }),
  }),
  single('gauge', 'rulelib_ring_bytes', {
    help: 'Size of the ring between kernel and agent',
    value: ({ collector }) => collector.ringBytes,
  }),
  single('gauge', 'rulelib_processes', {
    help: 'Processes in the tree',
    value: ({ collector }) => collector.processes,
  }),
  single('gauge', 'rulelib_containers', {
    help: 'Containers that are registered',
    value: ({ contexts }) => contexts.containers,
  }),
  single('counter', 'rulelib_containers_unannounced_total', {
    help: 'Containers whose events waited in vain, and were evaluated by what their cgroup tells',
    value: ({ contexts }) => contexts.unannounced,
  }),
  single('counter', 'rulelib_container_starts_total', {
    help: 'Starts of containers that were seen',
    value: ({ discovery }) => discovery?.starts,
  }),
  single('counter', 'rulelib_runtime_questions_unanswered_total', {
    help: 'Questions to container runtimes that had no answer',
    value: ({ discovery }) => discovery?.unanswered,
  }),
  byKey('rulelib_part_errors_total', {
    help: 'What parts of the agent threw; they go on',
    label: 'part',
    values: ({ errors }) => errors as Readonly<Record<string, number>>,
  }),
];
