import type { Node } from '@rulelibrary/engine/node';
import type { ClusterProfiles } from '../cluster/cluster-profiles.ts';
import { byKey, type Metric, type Sample } from './metric.ts';

/** What is learned. */
export const learnerMetrics: readonly Metric<Node['learner']>[] = [
  {
    name: 'rulelib_profiles',
    type: 'gauge',
    help: 'Profiles in memory by status: initializing, ready, completed, failed',
    labels: ['status'],
    read: (learner) =>
      Object.entries(learner?.counts().profiles ?? {}).map(([status, count]): Sample => [count, status]),
  },
  byKey('rulelib_profile_entries_dropped_total', {
    help: 'What was seen while its profile had no room left, by part of the profile',
    label: 'part',
    values: (learner) => learner?.counts().dropped ?? {},
  }),
];

/** What goes to the cluster of what is learned. */
export const profileMetrics: readonly Metric<ReturnType<ClusterProfiles['counts']>>[] = [
  byKey('rulelib_profile_writes_total', {
    help: 'Profiles for the cluster: written, and failures, which the next save makes good',
    label: 'result',
    values: ({ written, failures }) => ({ written, failures }),
  }),
];
