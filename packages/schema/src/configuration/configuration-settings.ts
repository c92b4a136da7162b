import { closedObject, described, type JsonSchema, listOf, text } from '../json-schema/json-schema.ts';
import { policySchema } from '../json-schema/policy-schema.ts';
import type { Policy } from '../policy/policy.ts';
import { choice, duration, flag, integer, type Setting, setting, textList, textMap, textSetting } from './setting.ts';

const ringSize: JsonSchema = {
  title: `a power of two from ${2 ** 16} to ${2 ** 30}`,
  enum: Array.from({ length: 15 }, (_, power) => 2 ** (16 + power)),
};

/** A context of the user's own: the containers that have all of these. */
export interface OwnContextSetting {
  /** As rules tag it, without `context:`. */
  readonly name: string;
  /** Of the container or its pod; with several values, one of them. */
  readonly labels?: Readonly<Record<string, string | readonly string[]>>;
  /** Variables of its first process, likewise. */
  readonly environment?: Readonly<Record<string, string | readonly string[]>>;
}

const wantedValues: JsonSchema = {
  title: 'a mapping',
  type: 'object',
  additionalProperties: { title: 'text or a list of text', type: ['string', 'array'], items: text },
};

const ownContextsSchema = listOf(
  closedObject(
    {
      name: described('As rules tag it, without context:.', {
        ...text,
        pattern: '^[a-z0-9][-a-z0-9_.]*$',
        title: 'a name',
      }),
      labels: described('Labels of the container or its pod, with the value or one of the values.', wantedValues),
      environment: described('Variables of its first process, likewise.', wantedValues),
    },
    ['name'],
  ),
);

/**
 * Every key of the agent's configuration file, in the order in which they are documented. The file's check, the environment
 * variables, the chart's values and the tables of the documentation derive from it.
 */
export const configurationSettings = {
  enableRuntimeDetection: flag(true, { doc: 'Evaluates rules for the containers of pods.' }),
  hostMonitoringEnabled: flag(true, { doc: 'Evaluates rules for processes of the node itself.' }),
  standaloneMonitoringEnabled: flag(true, { doc: 'Evaluates rules for containers that are not of Kubernetes.' }),
  maxLearningPeriod: duration('24h', {
    doc: 'Running time after which the profile of a container is completed, and rules that need one begin.',
  }),
  learningPeriod: duration('2m', { doc: 'Running time until a profile is saved for the first time.' }),
  learnStandaloneContainers: flag(false, { doc: 'Learns profiles of containers that are not of Kubernetes, too.' }),
  ruleCooldown: {
    ruleCooldownDuration: duration('1h', {
      doc: 'How long alerts of the same rule, container and incident are held back and counted.',
    }),
    ruleCooldownMaxSize: integer(
      20_000,
      { minimum: 1, maximum: 10_000_000 },
      {
        doc: 'Incidents that are remembered at most; the least recently seen goes first.',
      },
    ),
  },
  ignoreRuleBindings: flag(false, {
    doc: 'Evaluates every enabled rule for every pod, whatever the bindings select: for trying.',
  }),
  includeNamespaces: textList({
    doc: 'Namespaces whose pods are watched; empty: all but the excluded ones. Host and standalone containers are watched whatever it says.',
    change: 'live',
    isDerived: true,
  }),
  excludeNamespaces: textList({
    doc: 'Namespaces whose pods are not watched, while includeNamespaces is empty.',
    change: 'live',
    isDerived: true,
  }),
  excludeLabels: textMap({
    doc: 'Pods that have any of these labels with the value given, in upper or lower case, are not watched.',
    change: 'live',
  }),
  ownContexts: setting<readonly OwnContextSetting[]>([], ownContextsSchema, {
    doc: 'Contexts of your own, which rules name as context:NAME: the containers that have all of these labels and variables.',
    change: 'live',
  }),
  policy: setting<Policy['contexts']>({}, policySchema, {
    doc: 'What each context changes of the rules: which are on or off there, their severity and their parameters.',
    change: 'live',
  }),
  exporters: {
    stdoutExporter: flag(true, { doc: 'Writes each alert as a line of JSON on standard output.', change: 'live' }),
    maxAlertsPerMinute: integer(
      600,
      { minimum: 1, maximum: 1_000_000 },
      {
        doc: 'Alerts that one output gets in a minute; one more alert says how many were held back.',
      },
    ),
    httpExporterConfig: {
      url: textSetting('', {
        doc: 'Where alerts are posted in the Kubescape form, without /v1/runtimealerts; empty: nowhere.',
        variable: 'HTTP_ENDPOINT_URL',
      }),
      headers: textMap({ doc: 'Headers of each request, such as Authorization.' }),
      timeoutSeconds: integer(
        5,
        { minimum: 1, maximum: 300 },
        {
          doc: 'How long one request may take, seconds; a failed one is tried again.',
        },
      ),
    },
  },
  clusterName: textSetting('', {
    doc: 'Name of the cluster, as alerts give it.',
    variable: 'CLUSTER_NAME',
    isDerived: true,
  }),
  unmasked: flag(false, {
    doc: 'Shows passwords, tokens and keys in alerts instead of masking them: for trying.',
  }),
  ringBytes: setting(8 * 2 ** 20, ringSize, {
    doc: 'Size of the ring between kernel and agent, bytes: a power of two. What does not fit is lost, and counted.',
  }),
  stateDirectory: textSetting('/var/lib/rulelib', {
    doc: 'Folder for profiles that are being learned and for alerts whose receiver is away; outlives the agent.',
  }),
  containerdSocket: textSetting('', {
    doc: "containerd's socket, which knows names, images and labels of containers; empty: the usual ones, k3s's included.",
  }),
  dockerSocket: textSetting('', { doc: "Docker's socket; empty: the usual one." }),
  rulePaths: textList({
    doc: 'Files and folders of rules that are used beside those of the cluster, or alone without a cluster.',
    isDerived: true,
  }),
  kubernetesMode: flag(true, {
    doc: 'Takes rules, bindings, profiles and pods from the API server.',
    isDerived: true,
  }),
  namespaceName: textSetting('kubescape', {
    doc: 'Namespace of the agent.',
    variable: 'NAMESPACE_NAME',
    isDerived: true,
  }),
  nodeName: textSetting('', {
    doc: 'Name of the node; empty: its host name.',
    variable: 'NODE_NAME',
    isDerived: true,
  }),
  podName: textSetting('', { doc: 'Pod of the agent.', variable: 'POD_NAME', isDerived: true }),
  listenPort: integer(
    8080,
    { minimum: 0, maximum: 65_535 },
    {
      doc: 'Port of /healthz, /readyz and /metrics; 0: one that is free.',
      isDerived: true,
    },
  ),
  listenAddress: textSetting('0.0.0.0', { doc: 'Address of /healthz, /readyz and /metrics.', isDerived: true }),
  logLevel: choice('info', ['debug', 'info', 'warn', 'error'], {
    doc: 'Least severe messages that are logged.',
    change: 'live',
  }),
  webhook: {
    port: integer(8443, { minimum: 0, maximum: 65_535 }, { doc: 'Port of the admission webhook.', isDerived: true }),
    serviceName: textSetting('', {
      doc: 'Service in front of the webhook, for which its certificate is made; empty: no webhook.',
      isDerived: true,
    }),
    configurationName: textSetting('', {
      doc: 'ValidatingWebhookConfiguration that is told the certificate authority.',
      isDerived: true,
    }),
    secretName: textSetting('', { doc: 'Secret that keeps the certificate.', isDerived: true }),
  },
} as const;

type ValuesOf<T> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : ValuesOf<T[K]>;
};

/** The agent's configuration: each setting's value, in place of what the table says of it. */
export type Configuration = ValuesOf<typeof configurationSettings>;
