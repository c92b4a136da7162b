import type { UpdateReport } from '@rulelibrary/engine';
import type { Metric, Sample } from './metric.ts';

/** What became of bindings. */
export const bindingMetrics: readonly Metric<UpdateReport>[] = [
  {
    name: 'rulelib_binding_unknown_rules',
    type: 'gauge',
    help: 'Ids, names and tags in a binding that no rule has',
    labels: ['binding'],
    read: ({ bindings }) =>
      bindings.map(
        ({ binding: { namespace, name }, unknownRules }): Sample => [
          unknownRules.length,
          namespace === undefined ? name : `${namespace}/${name}`,
        ],
      ),
  },
];
