import type { Cluster } from '@rulelibrary/kubernetes';
import type { Metric, Sample } from './metric.ts';

type View = Pick<Cluster, 'health' | 'stats'>;

/** How current the view of the cluster is, and what keeping it so takes. */
export const clusterMetrics: readonly Metric<View>[] = [
  {
    name: 'rulelib_cluster_view_age_seconds',
    type: 'gauge',
    help: 'Time since a part of the view was known to be current; absent until it was seen once',
    labels: ['resource'],
    read: (view) =>
      view.health().parts.flatMap(({ name, ageMs }): Sample[] => (ageMs === undefined ? [] : [[ageMs / 1_000, name]])),
  },
  {
    name: 'rulelib_cluster_objects',
    type: 'gauge',
    help: 'Objects in the view, by resource',
    labels: ['resource'],
    read: (view) => Object.entries(view.stats()).map(([name, { objects }]): Sample => [objects, name]),
  },
  {
    name: 'rulelib_cluster_watch_total',
    type: 'counter',
    help: 'What the watches did, by resource: lists, watches, restarts, gone, events, bookmarks, malformed, refused',
    labels: ['resource', 'what'],
    read: (view) =>
      Object.entries(view.stats()).flatMap(([name, { objects: _, malformedNow: __, ...counts }]) =>
        Object.entries(counts).map(([what, count]): Sample => [count, name, what]),
      ),
  },
];
