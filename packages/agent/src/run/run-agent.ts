import { hostname } from 'node:os';
import path from 'node:path';
import type { ContextInfo, EvaluationError } from '@rulelibrary/engine';
import { type Node, type NodeOptions, type NodeUpdate, openNode, releaseMemorySoon } from '@rulelibrary/engine/node';
import type { ClusterChange } from '@rulelibrary/kubernetes';
import { eventTypes, formatProblem, type Rule } from '@rulelibrary/schema';
import { type Configuration, durationMs } from '@rulelibrary/schema/configuration';
import { readRules } from '@rulelibrary/schema/files';
import { clusterPodOf } from '../cluster/cluster-pod-of.ts';
import { createClusterProfiles } from '../cluster/cluster-profiles.ts';
import { createClusterSource } from '../cluster/cluster-source.ts';
import { type ClusterView, logClusterLines, openClusterView, viewProblem } from '../cluster/open-cluster-view.ts';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import { createRarely } from '../log/rarely.ts';
import { bindingMetrics } from '../metrics/binding-metrics.ts';
import { clusterMetrics } from '../metrics/cluster-metrics.ts';
import { engineMetrics } from '../metrics/engine-metrics.ts';
import { exporterMetrics } from '../metrics/exporter-metrics.ts';
import { learnerMetrics, profileMetrics } from '../metrics/learner-metrics.ts';
import { nodeMetrics } from '../metrics/node-metrics.ts';
import { isPodWatched } from '../watched-pods.ts';
import { openExporters } from './open-exporters.ts';
import { createReportLog } from './say-report.ts';
import { type RunOptions, runService, type Service, type ServiceContext } from './service.ts';

/** How often evaluation errors are looked for. */
const lookMs = 10_000;

/**
 * The daemon on a node, until it is asked to end.
 * @throws ConfigurationError, CollectorError, ClusterError, Error where it cannot start
 */
export function runAgent(options: RunOptions): Promise<void> {
  return runService(options, { program: 'agent', open: openAgent });
}

async function openAgent(context: ServiceContext): Promise<Service> {
  const { options, loaded, log, metrics } = context;
  const { configuration } = loaded;
  const nodeName = configuration.nodeName || hostname();
  const files = await loadRuleFiles(configuration.rulePaths, context);
  const view = configuration.kubernetesMode
    ? await openClusterView({ environment: options.environment, nodeName })
    : undefined;
  const source = view && createClusterSource(view.cluster);
  const sayPartError = partErrorLog(log);
  const profiles = view && createClusterProfiles(view.cluster, (error) => sayPartError('profiles', error));
  const node = openNode({
    ...nodeOptions(loaded, nodeName),
    learning: {
      ...learningOptions(configuration),
      ...(profiles && { stored: profiles.stored, onSaved: profiles.save }),
    },
    ...(profiles && { profiles: profiles.given }),
    discovery: discoveryOptions(configuration),
    rules: files,
    ...(view && { bindings: [], podOf: clusterPodOf(view.cluster), kubernetes: source }),
    // Rules that come later read other types, and what is attached is settled at the start.
    collector: { ringBytes: configuration.ringBytes, ...(view && { eventTypes: nodeEventTypes }) },
    isWatched: isWatchedBy(configuration),
    agentVersion: options.agentVersion,
    onError: sayPartError,
  });
  const exporters = await openExporters(context, (id) => node.engine.ruleOf(id)?.spec);
  const sayReport = createReportLog(log);
  const update = (changes: NodeUpdate) => sayReport(node.update(changes), node.engine.counts().rules.active);
  sayFeatures(node, log);
  metrics.add({ metrics: nodeMetrics, read: () => node.stats() });
  metrics.add({ metrics: engineMetrics, read: () => node.engine.counts() });
  metrics.add({ metrics: bindingMetrics, read: () => node.engine.report() });
  metrics.add({ metrics: learnerMetrics, read: () => node.learner });
  metrics.add({ metrics: exporterMetrics, read: () => exporters.stats() });
  if (view) metrics.add({ metrics: clusterMetrics, read: () => view.cluster });
  if (profiles) metrics.add({ metrics: profileMetrics, read: () => profiles.counts() });

  view?.cluster.start({
    said: logClusterLines(log),
    changed(change) {
      if (change.apiServers) source?.refresh();
      if (change.profiles) profiles?.refresh();
      update(changesOf(change, view, files));
    },
  });
  node.start((alert) => exporters.send(alert));
  update({});
  const sayErrors = evaluationErrorLog(node, context);
  const timer = setInterval(sayErrors, lookMs);
  log.info({ cluster: view?.client.url ?? 'none' }, 'watching');
  void releaseMemorySoon();

  return {
    health: {},
    readiness: { ...(view && { 'cluster-view': () => viewProblem(view.cluster) }) },
    reconfigure({ configuration: next, policy }) {
      exporters.setStdout(next.exporters.stdoutExporter);
      update({ ownContexts: next.ownContexts, policy, isWatched: isWatchedBy(next) });
    },
    async close() {
      clearInterval(timer);
      // What the kernel has seen is evaluated, with the cluster still there to ask; then the alerts go out.
      node.stop();
      await profiles?.close();
      await view?.cluster.stop();
      await exporters.close();
      log.info({ alerts: node.engine.counts().alerts, exporters: exporters.stats() }, 'alerts handed over');
    },
  };
}

/** Admission events come from the API server. */
const nodeEventTypes = eventTypes.filter((type) => type !== 'k8s-admission');

function nodeOptions({ configuration, policy }: LoadedConfiguration, nodeName: string) {
  const { ruleCooldown, ownContexts, ignoreRuleBindings, clusterName } = configuration;
  return {
    enableRuntimeDetection: configuration.enableRuntimeDetection,
    hostMonitoringEnabled: configuration.hostMonitoringEnabled,
    standaloneMonitoringEnabled: configuration.standaloneMonitoringEnabled,
    cooldownMs: durationMs(ruleCooldown.ruleCooldownDuration),
    cooldownKeys: ruleCooldown.ruleCooldownMaxSize,
    masked: !configuration.unmasked,
    ...(clusterName && { clusterName }),
    nodeName,
    ownContexts,
    policy,
    ignoreRuleBindings,
  };
}

/** Where profiles are learned: host services and standalone containers where they are asked for. */
function learningOptions(configuration: Configuration): NonNullable<NodeOptions['learning']> {
  const { learningPeriod, maxLearningPeriod, learnStandaloneContainers, stateDirectory } = configuration;
  return {
    contexts: learnStandaloneContainers ? ['kubernetes', 'standalone'] : ['kubernetes'],
    learningPeriodMs: durationMs(learningPeriod),
    maxLearningPeriodMs: durationMs(maxLearningPeriod),
    stateDirectory: path.join(stateDirectory, 'profiles'),
  };
}

function discoveryOptions({ containerdSocket, dockerSocket }: Configuration): NodeOptions['discovery'] {
  return { ...(containerdSocket && { containerdSocket }), ...(dockerSocket && { dockerSocket }) };
}

/** Narrowing namespaces is about pods: the host and containers without a pod are watched whatever it says. */
function isWatchedBy(configuration: Configuration) {
  return ({ pod }: ContextInfo) => pod === undefined || isPodWatched(pod, configuration);
}

function changesOf(change: ClusterChange, { cluster }: ClusterView, files: readonly Rule[]): NodeUpdate {
  return {
    ...(change.rules && { rules: [...files, ...cluster.rules()] }),
    ...(change.bindings && { bindings: cluster.bindings() }),
  };
}

async function loadRuleFiles(paths: readonly string[], { log }: ServiceContext): Promise<Rule[]> {
  if (paths.length === 0) return [];
  const { rules, problems } = await readRules(paths);
  for (const problem of problems) log.warn({ problem: formatProblem(problem) }, 'cannot be used');
  return rules;
}

function partErrorLog(log: ServiceContext['log']) {
  const isDue = createRarely(() => Date.now());
  return (part: string, error: unknown) => {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (isDue(`${part} ${problem}`)) log.error({ part, problem }, 'a part failed and goes on');
  };
}

/** What there is in one line, what there is not in another: each is a type of event that rules wait for in vain. */
function sayFeatures({ features }: Node, log: ServiceContext['log']): void {
  const of = (isThere: boolean) =>
    Object.fromEntries(
      features.filter(({ available }) => available === isThere).map(({ name, detail }) => [name, detail]),
    );
  log.info({ features: of(true) }, 'there for events and containers');
  log.warn({ features: of(false) }, 'not there for events and containers');
}

/** Each rule's errors once a minute at most. */
function evaluationErrorLog(node: Pick<Node, 'engine'>, { log }: ServiceContext): () => void {
  const isDue = createRarely(() => Date.now());
  const said = new Map<string, number>();
  return () => {
    for (const error of node.engine.evaluationErrors() as readonly EvaluationError[]) {
      const count = error.count - (said.get(error.ruleId) ?? 0);
      if (count === 0 || !isDue(error.ruleId)) continue;
      said.set(error.ruleId, error.count);
      log.warn(
        { rule: error.ruleId, times: count, problem: formatProblem({ ...error, code: 'expression' }) },
        'could not be evaluated',
      );
    }
  };
}
