import { listSettings } from '@rulelibrary/schema/configuration';
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
const anyText: JsonSchema = { type: 'string' };
const name: JsonSchema = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
const names: JsonSchema = { type: 'string', pattern: '^([a-z0-9-]+(, *[a-z0-9-]+)*)?$' };
const anyMapping: JsonSchema = { type: 'object' };
const textMapping: JsonSchema = { type: 'object', additionalProperties: { type: 'string' } };
const mappings: JsonSchema = { type: 'array', items: { type: 'object' } };
const ports: JsonSchema = { type: 'array', items: { type: 'integer', minimum: 1, maximum: 65_535 } };
const countOrShare: JsonSchema = { type: ['integer', 'string'], pattern: '^[0-9]+%$', minimum: 1 };

/** The one table of values, in the order of values.yaml: that file, its schema and the README's table derive from it. */
export const chartValues: readonly ChartValue[] = [
  value('ksNamespace', 'kubescape', name, 'Namespace of the objects that the chart installs.'),
  value('clusterName', '', anyText, 'Name of the cluster, as alerts give it.'),
  value(
    'includeNamespaces',
    '',
    names,
    'Namespaces, joined with commas, whose pods the agents watch and the default binding selects; empty selects all but the excluded ones. With scopeNamespaced each gets a binding, and empty means ksNamespace.',
  ),
  value(
    'excludeNamespaces',
    'kubescape,kube-system,kube-public,kube-node-lease',
    names,
    'Namespaces, joined with commas, whose pods the agents do not watch and the default binding does not select. Read while includeNamespaces is empty.',
  ),
  value(
    'imagePullSecrets',
    [],
    { type: 'array', items: { type: 'object', required: ['name'], properties: { name: anyText } } },
    'Secrets in ksNamespace with which the image is pulled, such as [{name: registry}].',
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
  ...nodeAgentValues(),
  ...operatorValues(),
  value(
    'networkPolicy.enabled',
    false,
    onOff,
    'Lets in connections to the metrics and the webhook alone, and out those to DNS, the API server and the receiver of alerts.',
  ),
  value(
    'networkPolicy.apiServerPorts',
    [443, 6443],
    ports,
    'Ports on which the API server listens: of its Service, and of its endpoints.',
  ),
  value(
    'serviceMonitor.enabled',
    false,
    onOff,
    'Installs a ServiceMonitor for the Prometheus operator, which has to be there.',
  ),
  value('serviceMonitor.interval', '30s', anyText, 'How often metrics are asked for.'),
  value('serviceMonitor.labels', {}, textMapping, 'Labels by which Prometheus finds the ServiceMonitor.'),
];

function nodeAgentValues(): ChartValue[] {
  return [
    value(
      'nodeAgent.enabled',
      true,
      onOff,
      'Installs the agent on every node that its tolerations and selectors admit.',
    ),
    value('nodeAgent.name', 'node-agent', name, "Name of the node agent's objects."),
    value('nodeAgent.image.repository', 'rulelibrary/agent', anyText, 'Image of the agents and the operator.'),
    value(
      'nodeAgent.image.tag',
      '',
      anyText,
      "Tag of the image; empty: the chart's appVersion. A digest is written as sha256:…",
    ),
    value(
      'nodeAgent.image.pullPolicy',
      'IfNotPresent',
      { type: 'string', enum: ['Always', 'IfNotPresent', 'Never'] },
      'When a node pulls the image.',
    ),
    ...listSettings()
      .filter(({ setting }) => !setting.isDerived)
      .map(({ path, setting }) =>
        value(`nodeAgent.config.${path.join('.')}`, setting.default, setting.schema, setting.doc),
      ),
    value(
      'nodeAgent.env',
      [],
      mappings,
      'Further environment variables, such as RULELIB_EXPORTERS_HTTP_EXPORTER_CONFIG_HEADERS out of a Secret.',
    ),
    value(
      'nodeAgent.seccompProfile',
      { type: 'Unconfined' },
      anyMapping,
      "Seccomp profile. The runtime's own refuses bpf and fanotify_init on many nodes; a Localhost profile that allows them can be named.",
    ),
    value(
      'nodeAgent.appArmorProfile',
      { type: 'Unconfined' },
      anyMapping,
      "AppArmor profile. The runtime's own refuses to read other processes in /proc; a Localhost profile that allows it can be named.",
    ),
    value(
      'nodeAgent.seLinuxType',
      'spc_t',
      anyText,
      'SELinux type of the agent, on nodes that have SELinux; empty: that of containers.',
    ),
    value(
      'nodeAgent.resources',
      { requests: { cpu: '100m', memory: '180Mi' }, limits: { memory: '1Gi' } },
      anyMapping,
      'What the agent asks of a node, and may take at most.',
    ),
    value(
      'nodeAgent.maxUnavailable',
      1,
      countOrShare,
      'Agents that an update restarts at the same time: a number, or a share such as 10%.',
    ),
    ...schedulingValues('nodeAgent', [{ operator: 'Exists' }]),
    value('nodeAgent.podAnnotations', {}, textMapping, "Further annotations of the agent's pods."),
  ];
}

function operatorValues(): ChartValue[] {
  return [
    value(
      'operator.enabled',
      true,
      onOff,
      'Installs the operator: it writes the status of rules and bindings, and serves the admission webhook.',
    ),
    value('operator.name', 'operator', name, "Name of the operator's objects."),
    value(
      'operator.replicas',
      2,
      { type: 'integer', minimum: 1 },
      'Operators; one of them writes status, all serve the webhook.',
    ),
    value(
      'operator.webhook.enabled',
      true,
      onOff,
      'Has the API server report exec, attach and port-forward, which rules see as k8s-admission events. Nothing is ever refused.',
    ),
    value(
      'operator.webhook.timeoutSeconds',
      2,
      { type: 'integer', minimum: 1, maximum: 30 },
      'How long the API server waits for the webhook before it goes on without.',
    ),
    value(
      'operator.resources',
      { requests: { cpu: '50m', memory: '120Mi' }, limits: { memory: '512Mi' } },
      anyMapping,
      'What the operator asks of a node, and may take at most.',
    ),
    ...schedulingValues('operator', []),
    value('operator.podAnnotations', {}, textMapping, "Further annotations of the operator's pods."),
  ];
}

function schedulingValues(owner: string, tolerations: readonly object[]): ChartValue[] {
  const linux = { 'kubernetes.io/os': 'linux' };
  return [
    value(`${owner}.tolerations`, tolerations, mappings, 'Taints of nodes on which it runs all the same.'),
    value(`${owner}.nodeSelector`, linux, textMapping, 'Labels of the nodes on which it runs.'),
    value(`${owner}.affinity`, {}, anyMapping, 'Nodes and pods that it prefers or avoids.'),
    value(`${owner}.priorityClassName`, '', anyText, 'Priority class of its pods, such as system-node-critical.'),
  ];
}

function value(path: string, defaultValue: unknown, schema: JsonSchema, doc: string): ChartValue {
  return { path, default: defaultValue, schema, doc };
}
