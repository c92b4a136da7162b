import type { JsonSchema } from '@rulelibrary/schema/json-schemas';

/** A value of the chart. */
export interface ChartValue {
  /** Keys from the root, joined with dots. */
  readonly path: string;
  readonly default: unknown;
  readonly schema: JsonSchema;
  /** One sentence or two, for values.yaml, its schema and the README. */
  readonly doc: string;
}

const onOff: JsonSchema = { type: 'boolean' };
const duration: JsonSchema = { type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' };
const name: JsonSchema = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
const names: JsonSchema = { type: 'string', pattern: '^([a-z0-9-]+(, *[a-z0-9-]+)*)?$' };

/** The one table of values, in the order of values.yaml: that file, its schema and the README's table derive from it. */
export const chartValues: readonly ChartValue[] = [
  value('ksNamespace', 'kubescape', name, 'Namespace of the objects that the chart installs.'),
  value(
    'includeNamespaces',
    '',
    names,
    'Namespaces, joined with commas, whose pods the default binding selects; empty selects all but the excluded ones. With scopeNamespaced each gets a binding, and empty means ksNamespace.',
  ),
  value(
    'excludeNamespaces',
    'kubescape,kube-system,kube-public,kube-node-lease',
    names,
    'Namespaces, joined with commas, whose pods the default binding does not select. Read with scopeClustered, while includeNamespaces is empty.',
  ),
  value('alertCRD.installDefault', false, onOff, 'Installs the default rules and the binding that applies them.'),
  value(
    'alertCRD.scopeClustered',
    true,
    onOff,
    'Bindings are cluster-scoped and select pods in any namespace. Exactly one of scopeClustered and scopeNamespaced is true.',
  ),
  value(
    'alertCRD.scopeNamespaced',
    false,
    onOff,
    'Bindings are namespaced and select pods in their own namespace. Kubernetes cannot change the scope of a CRD: delete it first.',
  ),
  value('nodeAgent.name', 'node-agent', name, "Name of the node agent's objects."),
  value(
    'nodeAgent.config.maxLearningPeriod',
    '24h',
    duration,
    'Running time after which the profile of a container is completed, and rules that need one begin.',
  ),
  value('nodeAgent.config.learningPeriod', '2m', duration, 'Running time until a profile is saved for the first time.'),
  value(
    'nodeAgent.config.ruleCooldown.ruleCooldownDuration',
    '1h',
    duration,
    'How long alerts of the same rule, container and incident are held back and counted.',
  ),
  value(
    'nodeAgent.config.ruleCooldown.ruleCooldownMaxSize',
    20_000,
    { type: 'integer', minimum: 1 },
    'Incidents that are remembered at most; the least recently seen goes first.',
  ),
  value('nodeAgent.config.hostMonitoringEnabled', true, onOff, 'Evaluates rules for processes of the node itself.'),
  value(
    'nodeAgent.config.standaloneMonitoringEnabled',
    true,
    onOff,
    'Evaluates rules for containers that are not of Kubernetes.',
  ),
];

function value(path: string, defaultValue: unknown, schema: JsonSchema, doc: string): ChartValue {
  return { path, default: defaultValue, schema, doc };
}
