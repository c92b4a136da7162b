import { hostname } from 'node:os';
import { type ContextInfo, createEngine, type EngineUpdate, type PodIdentity } from '@rulelibrary/engine';
import { createStatusWriter, electLeader } from '@rulelibrary/kubernetes';
import { runWebhook } from '@rulelibrary/kubernetes/admission';
import type { RuntimeEvent } from '@rulelibrary/schema';
import { type Configuration, durationMs } from '@rulelibrary/schema/configuration';
import { createClusterSource } from '../cluster/cluster-source.ts';
import { logClusterLines, openClusterView, viewProblem } from '../cluster/open-cluster-view.ts';
import { createRarely } from '../log/rarely.ts';
import { bindingMetrics } from '../metrics/binding-metrics.ts';
import { clusterMetrics } from '../metrics/cluster-metrics.ts';
import { engineMetrics } from '../metrics/engine-metrics.ts';
import { exporterMetrics } from '../metrics/exporter-metrics.ts';
import { operatorMetrics } from '../metrics/operator-metrics.ts';
import { isPodWatched } from '../watched-pods.ts';
import { openExporters } from './open-exporters.ts';
import { createReportLog } from './say-report.ts';
import { type RunOptions, runService, type Service, type ServiceContext } from './service.ts';

/** The Lease by which one operator writes status, as the chart's role names it. */
const leaseName = 'rulelib-operator';

/** How often cooldowns are ended. */
const tickMs = 500;

/**
 * What a cluster needs once: the status of rules and bindings, and the admission webhook with rules on what it sees. Until it
 * is asked to end.
 * @throws ConfigurationError, ClusterError, Error where it cannot start
 */
export function runOperator(options: RunOptions): Promise<void> {
  return runService(options, { program: 'operator', open: openOperator });
}

async function openOperator(context: ServiceContext): Promise<Service> {
  const { options, loaded, log, metrics } = context;
  let { configuration } = loaded;
  const { client, cluster } = await openClusterView({ environment: options.environment, nodeName: undefined });
  const source = createClusterSource(cluster);
  const placeOf = createPlaces((name) => cluster.pod(name));
  const { ruleCooldown, clusterName, ignoreRuleBindings } = configuration;
  const engine = createEngine({
    rules: [],
    bindings: [],
    policy: loaded.policy,
    contexts: ['kubernetes'],
    contextOf: placeOf,
    isWatched: ({ pod }) => pod === undefined || isPodWatched(pod, configuration),
    kubernetes: source,
    agentVersion: options.agentVersion,
    cooldownMs: durationMs(ruleCooldown.ruleCooldownDuration),
    cooldownKeys: ruleCooldown.ruleCooldownMaxSize,
    masked: !configuration.unmasked,
    ...(clusterName && { clusterName }),
    ignoreRuleBindings,
  });
  const exporters = await openExporters(context, (id) => engine.ruleOf(id)?.spec);
  const isDue = createRarely(() => Date.now());
  const onError = (error: unknown) => {
    if (isDue(String(error))) log.error({ problem: String(error) }, 'the webhook failed and goes on');
  };
  const election = electLeader({
    client,
    namespace: configuration.namespaceName,
    name: leaseName,
    identity: configuration.podName || `${hostname()}-${process.pid}`,
    changed(isLeader) {
      log.info({ isLeader }, isLeader ? 'writing status from now on' : 'writing no status');
      writer.refresh();
    },
    failed(error) {
      if (isDue(`lease ${String(error)}`))
        log.warn({ problem: String(error) }, 'the Lease could not be asked; tried again');
    },
    now: () => performance.now(),
    wallMs: Date.now,
    random: Math.random,
  });
  const said = logClusterLines(log);
  const writer = createStatusWriter({
    client,
    cluster,
    isLeader: () => election.isLeader(),
    said,
    random: Math.random,
  });
  const sayReport = createReportLog(log);
  const update = (changes: EngineUpdate) => {
    const rules = cluster.rules();
    const report = engine.update({ rules, bindings: cluster.bindings(), ...changes });
    sayReport(report, engine.counts().rules.active);
    writer.report(report, rules);
  };
  cluster.start({
    said,
    changed(change) {
      if (change.apiServers) source.refresh();
      // Pods change all the time, and change no rule.
      if (change.rules || change.bindings) update({});
      else writer.refresh();
    },
  });
  const onEvent = (event: RuntimeEvent) => {
    for (const alert of engine.process(event)) exporters.send(alert);
  };
  const webhook = openIfNamed(configuration, (identity) =>
    runWebhook({ ...identity, client, port: configuration.webhook.port, now: Date.now, onEvent, onError }),
  );
  const running = await webhook;
  if (running) log.info({ port: running.port }, 'answering admission reviews');
  const timer = setInterval(() => engine.advance(Date.now()), tickMs);
  metrics.add({ metrics: engineMetrics, read: () => engine.counts() });
  metrics.add({ metrics: bindingMetrics, read: () => engine.report() });
  metrics.add({ metrics: exporterMetrics, read: () => exporters.stats() });
  metrics.add({ metrics: clusterMetrics, read: () => cluster });
  const counts = () => ({ webhook: running?.counts(), status: writer.stats(), isLeader: election.isLeader() });
  metrics.add({ metrics: operatorMetrics, read: counts });

  return {
    health: {},
    readiness: { 'cluster-view': () => viewProblem(cluster) },
    reconfigure(next) {
      configuration = next.configuration;
      exporters.setStdout(configuration.exporters.stdoutExporter);
      update({ policy: next.policy });
    },
    async close() {
      clearInterval(timer);
      // The lease first: the next operator need not wait for its end.
      await election.stop();
      await running?.close();
      await writer.stop();
      await cluster.stop();
      await exporters.close();
    },
  };
}

function openIfNamed<T>(
  { webhook, namespaceName: namespace }: Configuration,
  open: (
    identity: { namespace: string } & Pick<
      Configuration['webhook'],
      'serviceName' | 'secretName' | 'configurationName'
    >,
  ) => Promise<T>,
): Promise<T> | undefined {
  if (webhook.serviceName === '') return undefined;
  const { serviceName, secretName, configurationName } = webhook;
  return open({ namespace, serviceName, secretName, configurationName });
}

/** Where an admission event happened: the pod it is about, the same object as long as nothing of the pod changes. */
function createPlaces(podOf: (name: { namespace: string; name: string }) => PodIdentity | undefined) {
  const places = new WeakMap<PodIdentity, ContextInfo>();
  return ({ Namespace: namespace = '', Name: name = '' }: RuntimeEvent): ContextInfo => {
    const pod = podOf({ namespace, name }) ?? { namespace, name };
    const known = places.get(pod);
    if (known !== undefined) return known;
    const place: ContextInfo = { context: 'kubernetes', workloadId: `${namespace}/${name}`, ownContexts: [], pod };
    places.set(pod, place);
    return place;
  };
}
